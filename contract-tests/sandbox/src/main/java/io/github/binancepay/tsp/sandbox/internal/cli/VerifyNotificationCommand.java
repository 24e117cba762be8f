package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryCertificates;
import io.github.binancepay.tsp.sandbox.internal.provider.StrictJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies a captured notification. */
@Command(
    name = "verify-notification",
    description = {
      "Verifies a notification that was received, and says what is wrong with it.",
      "Ends with 0 if it is right, 1 if it is not, 2 if it cannot be read."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class VerifyNotificationCommand implements Callable<Integer> {
  static final String EXAMPLE =
      """
      cat > provider.pem <<'END'
      -----BEGIN PUBLIC KEY-----
      MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCvJBoMyy7NxrSRFy8hgK5zYulJ
      0uTZvHkPqkAssc4OXSIIBVwJZy/8sXtpLuMKrhAqmJj/8fySYrLIzPOQMSuwrk5T
      3mjmurzbDz2uVwQSSshUeoAsKgfm8/ku+JN7gGbnYsW4knQVbdY5lMAGmxrM/K1f
      Xxn9rBIO8cnd4KRfMwIDAQAB
      -----END PUBLIC KEY-----
      END
      java -jar JAR verify-notification --certificate provider.pem <<'END'
      POST /webhook HTTP/1.1
      Content-Length: 287
      BinancePay-Certificate-SN: 87A1B895226D3DE53192817021BD4848
      BinancePay-Timestamp: 1761955200000
      BinancePay-Nonce: QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy
      BinancePay-Signature: g9E0uJ2x7Yi69znD68mY3QDIiGTNqKC9ZV3Jubd4crqneQV961ARyPump0KiwG\
      +l+xIodNVFDqyCWusrP7AE8XKEwuMVCiLUOmqYQvgBFwCsQ6xBpMY6kKqfYsvwdJKMjg1SalTySnWQer9dgK\
      Y6afjUxMsG0lNTFHRrYlIktnk=

      {"bizType":"TECH_PROVIDER","data":"{\\"authorizationId\\":\\"741009354318954513\\",\
      \\"authorizationToken\\":\\"4f92a76767a948d8b5ab60abd8ca2e15\\",\\"merchantId\\":100\
      0135331248,\\"merchantName\\":\\"Test\\"}","bizIdStr":"741009354318954513","bizId":7\
      41009354318954513,"bizStatus":"SUBMIT_AUTH_AGREE"}
      END
      """;

  private static final int MAX_PEM_BYTES = 64 * 1024;

  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CaptureOption capture;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description = "a header of the notification, repeatable, instead of FILE")
  private List<String> headers = List.of();

  @Option(
      names = "--body",
      paramLabel = "FILE",
      description = "the body of the notification, as it was received; with --header")
  private String body;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "the provider's public key in PEM, as certPublic has it, repeatable")
  private List<String> certificates = List.of();

  @Option(
      names = "--from-sandbox",
      paramLabel = "URL",
      description = "queries the keys there, with queryCertificates")
  private String sandbox;

  @Mixin private KeyOptions keyOptions;

  VerifyNotificationCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (certificates.isEmpty() && sandbox == null) {
      throw new InputException(
          "--certificate FILE with the provider's public key is missing, or --from-sandbox URL");
    }
    List<ProviderKey> keys = new ArrayList<>();
    for (String file : certificates) {
      keys.addAll(
          ProviderKey.read(
              "--certificate " + file,
              terminal.read("--certificate", file, "a public key", MAX_PEM_BYTES, err)));
    }
    CapturedRequest notification = notification(err);
    if (sandbox != null) {
      keys.addAll(queried(err));
    }
    NotificationVerification verification = new NotificationVerification(notification, keys);
    verification.mistakes().forEach(line -> out.print(line + "\n"));
    verification.remarks().forEach(line -> out.print(line + "\n"));
    out.flush();
    return verification.mistakes().isEmpty() ? 0 : 1;
  }

  private CapturedRequest notification(PrintWriter err) {
    if (headers.isEmpty() && body == null) {
      return capture.read(terminal, err);
    }
    if (capture.isGiven() || headers.isEmpty() || body == null) {
      throw new InputException("Expected either FILE, or --header and --body together");
    }
    for (String header : headers) {
      if (header.indexOf(':') <= 0) {
        throw new InputException("--header must be 'NAME: VALUE'");
      }
    }
    return CapturedRequest.of(
        headers, terminal.read("--body", body, "the body", Limits.BODY_BYTES, err));
  }

  private List<ProviderKey> queried(PrintWriter err) {
    SignedCall call = new SignedCall("--from-sandbox", sandbox, keyOptions.keys(terminal, err));
    SignedCall.Response response;
    try {
      response = call.send(QueryCertificates.OPERATION, "{}".getBytes(UTF_8));
    } catch (IOException e) {
      throw new InputException(
          "--from-sandbox " + sandbox + " does not respond; start it, or give another URL");
    }
    List<ProviderKey> keys = new ArrayList<>();
    for (JsonElement certificate : certificates(response)) {
      keys.addAll(
          ProviderKey.read(
              "A certificate of --from-sandbox",
              certificate.getAsJsonObject().get("certPublic").getAsString().getBytes(UTF_8)));
    }
    return keys;
  }

  private static Iterable<JsonElement> certificates(SignedCall.Response response) {
    Map<String, JsonElement> envelope = StrictJson.object(response.body()).orElse(Map.of());
    return Optional.ofNullable(envelope.get("data"))
        .filter(JsonElement::isJsonArray)
        .orElseThrow(
            () ->
                new InputException(
                    "--from-sandbox gives no certificates (HTTP "
                        + response.httpStatus()
                        + response.diagnosis().map(text -> ", " + text).orElse("")
                        + ")"))
        .getAsJsonArray();
  }
}
