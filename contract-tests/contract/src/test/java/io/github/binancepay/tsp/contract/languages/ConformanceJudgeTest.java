package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceJudgeTest {
  private static final ConformanceJudge JUDGE =
      new ConformanceJudge(
          2,
          List.of(
              scenario("created", "created", null, null),
              scenario("400003", "rejected", "400003", "outside of the time window"),
              scenario("html", "rejected", null, "403")));

  private static final Map<String, String> RIGHT =
      Map.of(
          "vectors",
          "{'vectors':2,'wrong':[]}",
          "created",
          "{'scenario':'created','outcome':'created','merchantId':'é','merchantName':'Shop',"
              + "'redirectUrl':'https://merchant.example/'}",
          "400003",
          "{'scenario':'400003','outcome':'rejected','code':'400003',"
              + "'message':'Timestamp is outside of the time window.'}",
          "html",
          "{'scenario':'html','outcome':'rejected','code':null,'message':'HTTP 403 Forbidden'}");

  @Test
  void whatIsRightPasses() {
    Map<String, Cell> cells = JUDGE.judge(lines("", ""), Map.of());

    assertThat(cells.keySet()).containsExactlyElementsOf(JUDGE.rows());
    assertThat(cells.values()).allMatch(Cell::right);
    assertThat(cells.get("vectors").brief()).isEqualTo("2/2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "vectors | {'vectors':2,'wrong':['sample']} | 1/2",
        "vectors | {'vectors':1,'wrong':[]} | 1/2",
        "vectors | {'vectors':2} | missing",
        "vectors | {'vectors':'2','wrong':[]} | missing",
        "created | {'scenario':'created','outcome':'failed','message':'broken'} | failed",
        "created | {'scenario':'created','outcome':'rejected','code':'400003'} | rejected",
        "created | {'scenario':'created','outcome':'created','merchantId':'Ã©'} | merchantId",
        "created | {'scenario':'created','outcome':'created','merchantId':'é'} | merchantName",
        "created | {'scenario':'created','outcome':'created','merchantId':'é','merchantName':null}"
            + " | merchantName",
        "created | {'scenario':'created','outcome':'created','merchantId':'é','merchantName':'a'}"
            + " | redirectUrl",
        "400003 | {'scenario':'400003','outcome':'failed','message':'400003'} | failed",
        "400003 | {'scenario':'400003','outcome':'created'} | created",
        "400003 | {'scenario':'400003'} | outcome",
        "400003 | {'scenario':'400003','outcome':'rejected','code':'400002',"
            + "'message':'outside of the time window'} | code \"400002\"",
        "400003 | {'scenario':'400003','outcome':'rejected','code':400003,"
            + "'message':'outside of the time window'} | code 400003",
        "400003 | {'scenario':'400003','outcome':'rejected','code':null,"
            + "'message':'outside of the time window'} | code null",
        "400003 | {'scenario':'400003','outcome':'rejected','code':'400003'} | message",
        "html | {'scenario':'html','outcome':'rejected','code':'403','message':'403'}"
            + " | code \"403\"",
        "html | {'scenario':'html','outcome':'rejected','code':null,'message':null} | message",
      })
  void whatIsWrongIsWrongInItsRowAlone(String row, String line, String brief) {
    Map<String, Cell> cells = JUDGE.judge(lines(row, line), Map.of());

    assertThat(wrongRows(cells)).containsExactly(row);
    assertThat(cells.get(row).brief()).isEqualTo("✗ " + brief);
  }

  @ParameterizedTest
  @CsvSource({"vectors", "created", "400003", "html"})
  void aLineThatIsMissingIsWrong(String row) {
    Map<String, Cell> cells = JUDGE.judge(lines(row, null), Map.of());

    assertThat(wrongRows(cells)).containsExactly(row);
    assertThat(cells.get(row).brief()).isEqualTo("✗ missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Downloading …",
        "``",
        "[]",
        "{'scenario':'created'",
        "{'scenario':'html','outcome':'rejected'} {}",
        "{'scenario':'no such','outcome':'created'}",
        "{'scenario':'result lines'}",
        "{'scenario':'html','outcome':'rejected','code':null,'message':'403'}",
        "{'vectors':2,'wrong':[]}",
      })
  void aLineThatIsNoResultOrASecondOneIsWrong(String line) {
    List<String> lines = lines("", "");
    lines.add(json(line));

    assertThat(wrongRows(JUDGE.judge(lines, Map.of()))).containsExactly(ConformanceJudge.LINES);
  }

  @Test
  void whatIsKnownToGoWrongIsShownAsSuchAndPasses() {
    String line = "{'scenario':'html','outcome':'failed','message':'invalid character <'}";

    Map<String, Cell> cells = JUDGE.judge(lines("html", line), Map.of("html", "a parse error"));

    assertThat(wrongRows(cells)).isEmpty();
    assertThat(cells.get("html")).isEqualTo(Cell.known("a parse error"));
  }

  @Test
  void whatIsKnownToGoWrongAndDoesNotIsWrong() {
    Map<String, Cell> cells = JUDGE.judge(lines("", ""), Map.of("html", "a parse error"));

    assertThat(wrongRows(cells)).containsExactly("html");
  }

  @Test
  void whatIsKnownToGoWrongMustStillBeRun() {
    Map<String, Cell> cells = JUDGE.judge(lines("html", null), Map.of("html", "a parse error"));

    assertThat(wrongRows(cells)).containsExactly("html");
  }

  @ParameterizedTest
  @CsvSource({"no such", "vectors", "result lines"})
  void onlyAScenarioCanBeKnownToGoWrong(String row) {
    assertThat(wrongRows(JUDGE.judge(lines("", ""), Map.of(row, "anything"))))
        .containsExactly(ConformanceJudge.LINES);
  }

  /** The right lines, with another one in one row, or none if it is null. */
  private static List<String> lines(String row, String line) {
    List<String> lines = new ArrayList<>();
    for (String each : List.of("vectors", "created", "400003", "html")) {
      String text = each.equals(row) ? line : RIGHT.get(each);
      if (text != null) {
        lines.add(json(text));
      }
    }
    return lines;
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static List<String> wrongRows(Map<String, Cell> cells) {
    return cells.entrySet().stream()
        .filter(cell -> !cell.getValue().right())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Scenario scenario(String name, String outcome, String code, String message) {
    return new Scenario(name, "é", null, new Scenario.Expectation(outcome, code, message));
  }
}
