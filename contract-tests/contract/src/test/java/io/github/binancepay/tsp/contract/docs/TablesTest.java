package io.github.binancepay.tsp.contract.docs;

import static io.github.binancepay.tsp.testing.GeneratedText.check;
import static io.github.binancepay.tsp.testing.GeneratedText.table;
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

/** Tables of the client's pages agree with the code; {@code -Dtexts.update} rewrites them. */
class TablesTest {
  private static final Path DOCS = Pages.ROOT.resolve("client/docs");

  @Test
  void accessorsAreThoseOfTheModels() throws IOException {
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
  void limitsAreThoseOfTheCode() throws Exception {
    OkHttpClient defaults = SigningHttpClient.own(SigningHttpClient.CONCURRENT_CALLS);
    check(
        DOCS.resolve("usage.md"),
        "limits",
        table(
            List.of(
                List.of("limit", "value"),
                List.of("timeout to connect", seconds(defaults.connectTimeoutMillis())),
                List.of("timeout to read, and to write", seconds(defaults.readTimeoutMillis())),
                List.of("timeout of the whole call", seconds(defaults.callTimeoutMillis())),
                List.of(
                    "concurrent asynchronous calls",
                    String.valueOf(defaults.dispatcher().getMaxRequests())),
                List.of("body of a response", SigningHttpClient.MAX_BODY_BYTES / 1024 + " KiB"),
                List.of(
                    "records of `authorizationsAsync()`",
                    number(AuthorizationRecords.class, "MAX_RECORDS_OF_A_FUTURE")),
                List.of(
                    "idle threads and connections are kept for",
                    minutes(constant(SigningHttpClient.class, "KEPT_FOR"))))));
    Class<?> certificates =
        Class.forName(Notification.class.getPackageName() + ".ProviderCertificates");
    check(
        DOCS.resolve("webhooks.md"),
        "limits",
        table(
            List.of(
                List.of("limit", "value"),
                List.of("body of a notification", WebhookVerifier.MAX_BODY_BYTES / 1024 + " KiB"),
                List.of(
                    "minimum length of a key",
                    number(WebhookVerifier.class, "MIN_KEY_BITS") + " bits"),
                List.of(
                    "certificates are queried again after",
                    minutes(Duration.ofNanos((long) constant(certificates, "KEPT_FOR")))),
                List.of(
                    "pause after a failed query, or for an unknown serial",
                    minutes(Duration.ofNanos((long) constant(certificates, "PAUSE")))))));
  }

  private static String number(Class<?> type, String constant) throws Exception {
    return String.format(Locale.ROOT, "%,d", (Number) constant(type, constant));
  }

  private static String seconds(int millis) {
    return millis / 1000 + " s";
  }

  private static String minutes(Object duration) {
    return ((Duration) duration).toMinutes() + " min";
  }

  private static Object constant(Class<?> type, String name) throws Exception {
    Field constant = type.getDeclaredField(name);
    constant.setAccessible(true);
    return constant.get(null);
  }

  @Test
  void retriesAreThoseOfTheExceptions() throws IOException {
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
  void resultCodesAreThoseOfTheDocument() throws IOException {
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
  void everyReasonIsExplained() {
    assertThat(Pages.groups("^\\| `([A-Z_]+)` \\|", Pages.read(DOCS.resolve("webhooks.md"))))
        .containsExactly(
            Stream.of(InvalidNotificationException.Reason.values())
                .map(Enum::name)
                .toArray(String[]::new));
  }
}
