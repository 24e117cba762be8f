package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PagesTest extends SandboxFixture {
  @Test
  void theReviewPageShowsTheRequestAndTakesTheDecision() throws IOException {
    Reply created = send().assertCreated();
    String path = path(created);

    Reply page = send("GET " + path, BROWSER, "");

    assertThat(page.httpStatus()).isEqualTo(200);
    assertThat(page.body())
        .contains("<html lang=\"en\">", "name=\"viewport\"", "Merchant One", "CONVERT, CHECKOUT")
        .contains("192.168.1.1, 192.168.1.2", "PENDING", ">Agree</button>", ">Reject</button>")
        .contains("(API key <code>sandbox…</code>)", "No webhook URL is set")
        .doesNotContain(created.text("authorizationToken"), "<!--", "{{");
    Reply decided = post(action(page, "agree"), BROWSER, "");
    assertThat(decided.httpStatus()).isEqualTo(303);
    assertThat(decided.headers()).containsEntry("Location", path);
    assertThat(send("GET " + path, BROWSER, "").body())
        .contains("AUTHORIZED", "You agreed.", "<a href=\"/\">Back to the console</a>")
        .contains("Notification SUBMIT_AUTH_AGREE: not sent: there is no webhook URL.")
        .doesNotContain("<button", "What happens next");
  }

  @Test
  void theReviewPageNamesTheWebhookUrl() throws IOException {
    sandbox.webhookUrl("http://127.0.0.1:1/webhook");

    assertThat(get(path(send())).body())
        .contains("signed notification to <code>http://127.0.0.1:1/webhook</code>")
        .doesNotContain("No webhook URL");
  }

  @Test
  void theReviewPageEscapesValues() throws IOException {
    String script = "<script>alert('1')</script>\"&{{id}}$1";
    sandbox.addMerchant("<m>", script);
    sandbox.webhookUrl("http://127.0.0.1:1/?a='&b=1");
    Reply created = send(request -> request.merchantId("<m>")).assertCreated();

    assertThat(get(path(created)).body())
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;{{id}}$1", "&lt;m&gt;")
        .contains("?a=&#39;&amp;b=1")
        .doesNotContain("<script>", "<m>");
  }

  @Test
  void pagesAllowOnlyFilesOfTheSandboxAndNoFrame() throws IOException {
    for (String path : List.of("/", path(send()), "/sandbox/console.js", "/sandbox/requests")) {
      assertThat(get(path).headers())
          .containsEntry("X-Frame-Options", "DENY")
          .containsEntry("X-Content-Type-Options", "nosniff")
          .containsEntry(
              "Content-Security-Policy",
              "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src"
                  + " data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }
    assertThat(get(path(send())).body()).doesNotContain("<script", "style=\"", "onclick");
    assertThat(get("/").body()).doesNotContain("<script>", "style=\"", "onclick");
  }

  @Test
  void theConsoleIsOneStaticPage() throws IOException {
    assertThat(get("/").contentType()).isEqualTo("text/html;charset=utf-8");
    assertThat(get("/sandbox/console.css").contentType()).isEqualTo("text/css;charset=utf-8");
    assertThat(get("/sandbox/console.js").contentType()).isEqualTo("text/javascript;charset=utf-8");
    assertThat(send("GET /sandbox", BROWSER, "").headers()).containsEntry("Location", "/");
    assertThat(get("/reference").body()).contains("createAuthorization");
  }

  private String path(Reply created) {
    return created.text("redirectUrl").substring(sandbox.baseUrl().length());
  }

  private static String action(Reply page, String action) {
    Matcher form = Pattern.compile("action=\"([^\"]*/" + action + "[^\"]*)\"").matcher(page.body());
    assertThat(form.find()).isTrue();
    return form.group(1);
  }
}
