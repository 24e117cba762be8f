package io.github.binancepay.tsp.contract.docs;

import static io.github.binancepay.tsp.testing.GeneratedText.check;
import static io.github.binancepay.tsp.testing.GeneratedText.table;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.AuthorizationRecords;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.internal.http.SigningHttpClient;
import io.github.binancepay.tsp.model.AllowedScopes;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.AuthorizationPage;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.Certificate;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.webhook.AuthorizationEvent;
import io.github.binancepay.tsp.webhook.InvalidNotificationException;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Compares tables of the client's pages with the code; {@code -Dtexts.update} rewrites them. */
class TablesTest {
  private static final Path DOCS = Pages.ROOT.resolve("client/docs");

  @Test
  void accessorsMatchModels() throws IOException {
    List<List<String>> rows = new ArrayList<>(List.of(List.of("type", "accessors")));
    Stream.of(
            Authorization.class,
            AuthorizationRecord.class,
            AuthorizationPage.class,
            AllowedScopes.class,
            Certificate.class,
            Notification.class,
            AuthorizationEvent.class,
            ApiException.class,
            TransportException.class,
            MalformedResponseException.class)
        .forEach(type -> rows.add(List.of("`" + type.getSimpleName() + "`", accessors(type))));

    check(DOCS.resolve("usage.md"), "accessors", table(rows));
  }

  private static String accessors(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 0)
        .map(Method::getName)
        .filter(name -> !name.matches("toString|hashCode|additionalProperties|isRetryable"))
        .sorted(Comparator.naturalOrder())
        .map(name -> "`" + name + "()`")
        .collect(Collectors.joining(", "));
  }

  @Test
  void limitsMatchCode() throws Exception {
    OkHttpClient defaults = SigningHttpClient.own(SigningHttpClient.CONCURRENT_CALLS);
    String client =
        String.format(
            Locale.ROOT,
            """
            | limit | value |
            |---|---|
            | timeout to connect | %d s |
            | timeout to read, and to write | %d s |
            | timeout of the whole call | %d s |
            | concurrent asynchronous calls | %d |
            | body of a response | %d KiB |
            | records of `authorizationsAsync()` | %,d |
            | idle threads and connections are kept for | %d min |
            """,
            defaults.connectTimeoutMillis() / 1000,
            defaults.readTimeoutMillis() / 1000,
            defaults.callTimeoutMillis() / 1000,
            defaults.dispatcher().getMaxRequests(),
            SigningHttpClient.MAX_BODY_BYTES / 1024,
            (int) constant(AuthorizationRecords.class, "MAX_RECORDS_OF_A_FUTURE"),
            ((Duration) constant(SigningHttpClient.class, "KEPT_FOR")).toMinutes());
    check(DOCS.resolve("usage.md"), "limits", client);
    Class<?> certificates =
        Class.forName(Notification.class.getPackageName() + ".ProviderCertificates");
    String webhook =
        String.format(
            Locale.ROOT,
            """
            | limit | value |
            |---|---|
            | body of a notification | %d KiB |
            | minimum length of a key | %,d bits |
            | certificates are queried again after | %d min |
            | pause after a failed query, or for an unknown serial | %d min |
            """,
            WebhookVerifier.MAX_BODY_BYTES / 1024,
            (int) constant(WebhookVerifier.class, "MIN_KEY_BITS"),
            NANOSECONDS.toMinutes((long) constant(certificates, "KEPT_FOR")),
            NANOSECONDS.toMinutes((long) constant(certificates, "PAUSE")));
    check(DOCS.resolve("webhooks.md"), "limits", webhook);
  }

  private static Object constant(Class<?> type, String name) throws Exception {
    Field constant = type.getDeclaredField(name);
    constant.setAccessible(true);
    return constant.get(null);
  }

  @Test
  void retriesMatchExceptions() throws IOException {
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("failure", "retry a create", "retry a read")));
    rows.add(retry("nothing was sent", read -> transport(false, read)));
    rows.add(retry("the request may have been sent", read -> transport(true, read)));
    rows.add(
        retry(
            "`MalformedResponseException`",
            read -> new MalformedResponseException(200, "", null, read)));
    rows.add(retry("`ApiException`, undocumented code", read -> failure("999999", read)));

    check(DOCS.resolve("errors.md"), "retries", table(rows));
  }

  private static List<String> retry(String failure, Function<Boolean, BinancePayException> of) {
    return List.of(failure, yes(of.apply(false)), yes(of.apply(true)));
  }

  private static TransportException transport(boolean sent, boolean read) {
    return new TransportException("", new IOException(), sent, read);
  }

  private static ApiException failure(String code, boolean read) {
    return new ApiException(400, code, null, null, read);
  }

  private static String yes(BinancePayException e) {
    return e.isRetryable() ? "yes" : "no";
  }

  @Test
  void resultCodesMatchDocument() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("code", "`ResultCode`", "retry a create", "retry a read"));
    for (ResultCode code : ResultCode.values()) {
      if (code != ResultCode.SUCCESS) {
        rows.add(
            List.of(
                "`" + code.getValue() + "`",
                "`" + code.name() + "`",
                yes(failure(code.getValue(), false)),
                yes(failure(code.getValue(), true))));
      }
    }

    check(DOCS.resolve("errors.md"), "result codes", table(rows));
  }

  @Test
  void pageExplainsEveryReason() {
    assertThat(Pages.groups("^\\| `([A-Z_]+)` \\|", Pages.read(DOCS.resolve("webhooks.md"))))
        .containsExactly(
            Stream.of(InvalidNotificationException.Reason.values())
                .map(Enum::name)
                .toArray(String[]::new));
  }
}
