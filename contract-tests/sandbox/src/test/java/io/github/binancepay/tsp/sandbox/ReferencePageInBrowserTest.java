package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at the reference page in Chromium. Leaves screenshots in {@code target}. */
@Tag("page")
class ReferencePageInBrowserTest {
  private static final char TAB = '\uE004';
  private static final int MOST_STOPS = 200;

  @TempDir Path profile;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "phone, 360, 740, false",
    "phone-dark, 360, 740, true",
    "tablet, 800, 1024, false",
    "desktop, 1280, 900, false",
    "desktop-dark, 1280, 900, true"
  })
  void isReadable(String device, int width, int height, boolean dark)
      throws IOException, InterruptedException {
    try (Sandbox sandbox = Sandbox.builder().start();
        Browser browser = Browser.start(width, height, dark, profile)) {
      browser.open(sandbox.baseUrl() + "/");

      assertThat(browser.console()).isEmpty();
      assertFits(browser, width);
      assertShowsEveryResultCode(browser);
      assertContrasts(browser);
      assertReachableByTab(browser);
      browser.run("document.querySelector('#ResultCode').scrollIntoView(); return 0");
      browser.screenshot(Path.of("target", "page-" + device + "-codes.png"));
      browser.run("scrollTo(0, 0); return 0");
      browser.screenshot(Path.of("target", "page-" + device + ".png"));
    }
  }

  private static void assertFits(Browser browser, int width)
      throws IOException, InterruptedException {
    assertThat(browser.run("return innerWidth").getAsInt()).isEqualTo(width);
    assertThat(browser.run("return document.documentElement.scrollWidth").getAsInt())
        .isLessThanOrEqualTo(width);
    // What sticks out of the page and cannot be scrolled to, either.
    assertThat(
            texts(
                browser.run(
                    """
                    return [...document.querySelectorAll('main *, header *, nav *, footer *')]
                      .filter((e) => !e.closest('pre') || e.matches('pre'))
                      .filter((e) => e.getClientRects().length && getComputedStyle(e.closest('thead') ?? e).position !== 'absolute')
                      .filter((e) => e.getBoundingClientRect().right > innerWidth)
                      .map((e) => e.outerHTML.slice(0, 80))
                    """)))
        .isEmpty();
  }

  private static void assertShowsEveryResultCode(Browser browser)
      throws IOException, InterruptedException {
    List<String> rows =
        texts(
            browser.run(
                """
                return [...document.querySelectorAll('#ResultCode tbody tr')]
                  .filter((row) => row.checkVisibility())
                  .map((row) => [...row.cells].map((cell) => cell.textContent).join('|'))
                """));

    assertThat(rows)
        .hasSize(16)
        .containsExactlyElementsOf(
            Stream.of(ResultCode.values())
                .map(
                    code ->
                        String.join(
                            "|",
                            code.getValue(),
                            code.name(),
                            code.getReason(),
                            code.getSolution()))
                .toList());
  }

  /** Every text has the contrast of 4.5 to 1 that the Web Content Accessibility Guidelines ask. */
  private static void assertContrasts(Browser browser) throws IOException, InterruptedException {
    assertThat(
            texts(
                browser.run(
                    """
                    const light = (color) => {
                      const [r, g, b] = color.match(/[0-9.]+/g).map((c) => c / 255)
                        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
                    };
                    const behind = (e) => {
                      const color = getComputedStyle(e).backgroundColor;
                      return color === 'rgba(0, 0, 0, 0)' ? behind(e.parentElement) : color;
                    };
                    return [...document.querySelectorAll('body *')]
                      .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
                      .filter((e) => {
                        const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
                        return Math.max(a, b) / Math.min(a, b) < 4.5;
                      })
                      .map((e) => e.outerHTML.slice(0, 80))
                    """)))
        .isEmpty();
  }

  private static void assertReachableByTab(Browser browser)
      throws IOException, InterruptedException {
    Set<String> stops = new LinkedHashSet<>();
    browser.run(
        """
        document.querySelectorAll('details').forEach((details) => (details.open = true));
        [...document.querySelectorAll('a, summary, pre')].forEach((e, i) => (e.dataset.stop = i));
        return 0
        """);
    for (int i = 0; i < MOST_STOPS; i++) {
      browser.press(TAB);
      JsonElement stop = browser.run("return document.activeElement.dataset.stop ?? null");
      if (stop.isJsonNull() || !stops.add(stop.getAsString())) {
        break;
      }
      assertThat(
              browser
                  .run("return getComputedStyle(document.activeElement).outlineStyle")
                  .getAsString())
          .as("the focus is visible at stop %s", stop)
          .isNotEqualTo("none");
    }

    // Everything that leads somewhere, opens or scrolls, in the order of the page.
    assertThat(stops)
        .containsExactlyElementsOf(
            texts(
                browser.run(
                    "return [...document.querySelectorAll('[data-stop]')]"
                        + ".map((e) => e.dataset.stop)")));
  }

  private static List<String> texts(JsonElement array) {
    return array.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
  }
}
