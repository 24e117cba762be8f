package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceJudgeTest {
  private static final ConformanceJudge JUDGE = new ConformanceJudge(2, 3, scenarios());

  private static final List<String> RIGHT =
      List.of(
          "{'vectors':2,'wrong':[]}",
          "{'notifications':3,'wrong':[]}",
          "{'scenario':'created','outcome':'success','data':{'merchantId':'é'}}",
          "{'scenario':'page','outcome':'success','data':{'rows':[{},{}],'total':9007199254740993}}",
          "{'scenario':'scopes','outcome':'success','data':{'allowScopes':['REFUND','CHECKOUT']}}",
          "{'scenario':'stale','outcome':'rejected','code':'400003','message':'outside of the time window.'}",
          "{'scenario':'html','outcome':'rejected','code':null,'message':'HTTP 403 Forbidden'}");

  @Test
  void whatIsRightPasses() {
    Map<String, Cell> cells = JUDGE.judge(lines("", ""), Map.of());

    assertThat(cells.keySet()).containsExactlyElementsOf(JUDGE.rows());
    assertThat(cells.values()).allMatch(Cell::right);
    assertThat(cells.get("vectors").brief()).isEqualTo("2/2");
    assertThat(cells.get("notifications").brief()).isEqualTo("3/3");
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
        "notifications | {'notifications':3,'wrong':['PSS']} | 2/3",
        "notifications | {'notifications':2,'wrong':[]} | 2/3",
        "notifications | {'notifications':3} | missing",
        "page | {'scenario':'page','outcome':'success','data':{'rows':[{}],'total':9007199254740993}} | rows",
        "page | {'scenario':'page','outcome':'success','data':{'rows':[{},{},{}],'total':9007199254740993}} | rows",
        "page | {'scenario':'page','outcome':'success','data':{'rows':[{},{}],'total':9007199254740992}} | total",
        "page | {'scenario':'page','outcome':'success','data':{'rows':[{},{}],'total':9.007199254740993E15}} | total",
        "scopes | {'scenario':'scopes','outcome':'success','data':{'allowScopes':['REFUND']}} | allowScopes",
        "scopes | {'scenario':'scopes','outcome':'success','data':{'allowScopes':[]}} | allowScopes",
        "created | {'scenario':'created','outcome':'failed','message':'broken'} | failed",
        "created | {'scenario':'created','outcome':'missing'} | missing",
        "created | {'scenario':'created','outcome':'success','data':{'merchantId':'Ã©'}} | merchantId",
        "created | {'scenario':'created','outcome':'success','data':{'merchantId':null}} | merchantId",
        "created | {'scenario':'created','outcome':'success'} | merchantId",
        "stale | {'scenario':'stale','outcome':'success'} | success",
        "stale | {'scenario':'stale'} | outcome",
        "stale | {'scenario':'stale','outcome':'rejected','code':'400002'} | code \"400002\"",
        "stale | {'scenario':'stale','outcome':'rejected','code':400003} | code 400003",
        "stale | {'scenario':'stale','outcome':'rejected','code':null} | code null",
        "stale | {'scenario':'stale','outcome':'rejected','code':'400003'} | message",
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
  @ValueSource(strings = {"vectors", "notifications", "created", "page", "scopes", "stale", "html"})
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
        "{'scenario':'no such','outcome':'success'}",
        "{'scenario':'result lines'}",
        "{'scenario':'html','outcome':'rejected','code':null,'message':'403'}",
        "{'vectors':2,'wrong':[]}",
        "{'notifications':3,'wrong':[]}",
      })
  void aLineThatIsNoResultOrASecondOneIsWrong(String line) {
    List<String> lines = lines("", "");
    lines.add(json(line));

    assertThat(wrongRows(JUDGE.judge(lines, Map.of()))).containsExactly(ConformanceJudge.LINES);
  }

  @Test
  void whatIsKnownToGoWrongPassesAsLongAsItGoesWrongAndIsRun() {
    Map<String, String> known = Map.of("html", "a parse error");
    String line = "{'scenario':'html','outcome':'failed','message':'invalid character <'}";

    assertThat(JUDGE.judge(lines("html", line), known))
        .containsEntry("html", Cell.known("a parse error"))
        .allSatisfy((row, cell) -> assertThat(cell.right()).isTrue());
    assertThat(wrongRows(JUDGE.judge(lines("", ""), known))).containsExactly("html");
    assertThat(wrongRows(JUDGE.judge(lines("html", null), known))).containsExactly("html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no such", "vectors", "notifications", "result lines"})
  void onlyAScenarioCanBeKnownToGoWrong(String row) {
    assertThat(wrongRows(JUDGE.judge(lines("", ""), Map.of(row, "anything"))))
        .containsExactly(ConformanceJudge.LINES);
  }

  /** The right lines, with another one in one row, or none if it is null. */
  private static List<String> lines(String row, String line) {
    List<String> lines = new ArrayList<>(RIGHT);
    lines.replaceAll(each -> each.contains("'" + row + "'") ? line : each);
    lines.removeIf(Objects::isNull);
    lines.replaceAll(ConformanceJudgeTest::json);
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

  private static List<Scenario> scenarios() {
    try {
      return new JsonMapper()
          .readValue(
              """
              [
                {"name": "created", "expect": {"outcome": "success", "merchantId": "é"}},
                {"name": "page", "expect": {"outcome": "success", "rows": "2", "total": "9007199254740993"}},
                {"name": "scopes", "expect": {"outcome": "success", "allowScopes": "CHECKOUT"}},
                {"name": "stale", "expect": {"outcome": "rejected", "code": "400003", "message": "the time window"}},
                {"name": "html", "expect": {"outcome": "rejected", "code": null, "message": "403"}}
              ]
              """,
              new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
