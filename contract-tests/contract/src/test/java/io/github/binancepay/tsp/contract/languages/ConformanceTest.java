package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTest {
  private static final String SCENARIOS =
      """
      [
        {"name": "created", "expect": {"outcome": "success", "merchantId": "é"}},
        {"name": "page", "expect": {"outcome": "success", "rows": "2", "total": "9007199254740993"}},
        {"name": "scopes", "expect": {"outcome": "success", "allowScopes": "CHECKOUT"}},
        {"name": "stale", "expect": {"outcome": "rejected", "code": "400003", "message": "the time window"}},
        {"name": "html", "expect": {"outcome": "rejected", "code": null, "message": "403"}}
      ]
      """;

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
  void acceptsRightResults() throws IOException {
    assertThat(faults(RIGHT)).isEmpty();
  }

  /** Replaces the result of a test, or adds a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "vectors | {'vectors':2,'wrong':['sample']}",
        "vectors | {'vectors':1,'wrong':[]}",
        "vectors | -",
        "notifications | {'notifications':3,'wrong':['PSS']}",
        "notifications | -",
        "page | {'scenario':'page','outcome':'success','data':{'rows':[{}],'total':9007199254740993}}",
        "page | {'scenario':'page','outcome':'success','data':{'rows':[{},{}],'total':9007199254740992}}",
        "page | {'scenario':'page','outcome':'success','data':{'rows':[{},{}],'total':9.007199254740993E15}}",
        "scopes | {'scenario':'scopes','outcome':'success','data':{'allowScopes':['REFUND']}}",
        "created | {'scenario':'created','outcome':'failed','message':'broken'}",
        "created | {'scenario':'created','outcome':'success','data':{'merchantId':'Ã©'}}",
        "created | {'scenario':'created','outcome':'success'}",
        "created | -",
        "stale | {'scenario':'stale','outcome':'rejected','code':400003,'message':'the time window'}",
        "stale | {'scenario':'stale','outcome':'rejected','code':'400003'}",
        "html | {'scenario':'html','outcome':'rejected','code':'403','message':'403'}",
        "no such test | Downloading …",
        "no such test | {'scenario':'created'",
        "no such test | {'scenario':'no such','outcome':'success'}",
        "no such test | {'scenario':'html','outcome':'rejected','code':null,'message':'403'}",
        "no such test | {'vectors':2,'wrong':[]}",
      })
  void reportsOneFault(String test, String line) throws IOException {
    List<String> lines = new ArrayList<>(RIGHT);
    lines.replaceAll(each -> each.contains("'" + test + "'") ? line : each);
    if (lines.equals(RIGHT)) {
      lines.add(line);
    }

    assertThat(faults(lines)).hasSize(1);
  }

  private static List<String> faults(List<String> lines) throws IOException {
    List<Scenario> scenarios = new JsonMapper().readValue(SCENARIOS, new TypeReference<>() {});
    List<String> json =
        lines.stream().filter(Objects::nonNull).map(line -> line.replace('\'', '"')).toList();
    return new Conformance(2, 3, scenarios).faults(json);
  }
}
