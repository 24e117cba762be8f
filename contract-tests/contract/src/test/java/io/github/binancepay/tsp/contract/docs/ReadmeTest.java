package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.internal.http.SigningHttpClient;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the README's code, and validates the README against the code. */
@ExtendWith(SandboxExtension.class)
class ReadmeTest {
  private static final Path README = Path.of("../../README.md");

  @Test
  void theCodeInTheReadmeRuns(Sandbox sandbox) {
    String bringTheMerchantTo =
        codeOfTheReadme(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY, sandbox.baseUrl());

    assertThat(bringTheMerchantTo).startsWith(sandbox.baseUrl() + "/en/dashboard/");
  }

  @Test
  void anUnknownOutcomeIsLookedUpAndNothingIsCreatedTwice(BinancePayClient client) {
    CreateAuthorizationRequest request =
        new CreateAuthorizationRequest()
            .merchantId("sandbox-drop")
            .scopes(List.of("CONVERT", "CHECKOUT"))
            .ipWhitelist(List.of("192.168.1.1", "192.168.1.2"));
    String first = new UnknownOutcome(client, Set.of()).create(request);
    String second = new UnknownOutcome(client, Set.of(first)).create(request);

    assertThat(client.authorizations("sandbox-drop"))
        .extracting(AuthorizationRecord::getAuthorizationId)
        .containsExactly(first, second);
  }

  @Test
  void theTimeoutsAreThoseOfTheReadme() throws IOException {
    OkHttpClient defaults = SigningHttpClient.defaults().build();

    assertThat(Files.readString(README))
        .contains(
            "%d s to connect, %d s to read, and %d s in all"
                .formatted(
                    defaults.connectTimeoutMillis() / 1000,
                    defaults.readTimeoutMillis() / 1000,
                    defaults.callTimeoutMillis() / 1000));
  }

  @Test
  void whatIsRetryableIsThatOfTheReadme() throws IOException {
    Stream<Function<Boolean, BinancePayException>> kinds =
        Stream.of(
            reads -> new TransportException("", new IOException(), false, reads),
            reads -> new TransportException("", new IOException(), true, reads),
            reads -> new MalformedResponseException(200, "", null, reads),
            reads -> new ApiException(400, "400003", null, null, reads),
            reads -> new ApiException(400, "400002", null, null, reads),
            reads -> new ApiException(400, "400000", null, null, reads));

    assertThat(between(Files.readString(README), "| what came |", "\n\n").lines().skip(2))
        .extracting(row -> row.replaceFirst(".*( [|] (yes|no) [|] (yes|no) [|])$", "$2 $3"))
        .containsExactlyElementsOf(
            kinds.map(kind -> isRetryable(kind, false) + " " + isRetryable(kind, true)).toList());
  }

  private static String isRetryable(Function<Boolean, BinancePayException> kind, boolean reads) {
    return kind.apply(reads).isRetryable() ? "yes" : "no";
  }

  private static String codeOfTheReadme(String apiKey, String secretKey, String baseUrl) {
    // In README.md from here
    BinancePayClient client =
        BinancePayClient.builder()
            .credentials(ApiCredentials.of(apiKey, secretKey))
            .baseUrl(baseUrl) // without it, production
            .build();
    Authorization authorization =
        client.createAuthorization(
            new CreateAuthorizationRequest()
                .merchantId("merchant1")
                .scopes(List.of("CONVERT", "CHECKOUT"))
                .ipWhitelist(List.of("192.168.1.1")));
    String bringTheMerchantTo = authorization.getRedirectUrl();
    // to here.
    return bringTheMerchantTo;
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
