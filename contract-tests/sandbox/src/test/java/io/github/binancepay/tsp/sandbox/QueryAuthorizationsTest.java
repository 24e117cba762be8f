package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryAuthorizations;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryAuthorizationsTest extends SandboxFixture {
  @Test
  void listsAnAuthorizationAsItWasCreatedButForTheAddressOfThePage() {
    JsonObject created = send().assertCreated().data();

    JsonObject page = query("\"page\":1,\"rows\":10").assertCreated().data();

    created.remove("redirectUrl");
    assertThat(page.keySet()).containsExactlyInAnyOrder("total", "rows");
    assertThat(page.get("total").getAsInt()).isEqualTo(1);
    assertThat(page.getAsJsonArray("rows")).containsExactly(created);
  }

  @ParameterizedTest(name = "page {0}, {1} rows: {2} to {3}")
  @CsvSource({
    "1, 10, 0, 10",
    "2, 10, 10, 12",
    "3, 10, 12, 12",
    "2147483647, 10, 12, 12",
    "1, 1, 0, 1",
    "12, 1, 11, 12",
    "3, 5, 10, 12"
  })
  void dividesAllIntoPagesWithTheOldestFirst(int page, int rows, int from, int to) {
    List<String> ids = create(12);

    Reply reply = query("\"page\":" + page + ",\"rows\":" + rows).assertCreated();

    assertThat(idsOf(reply)).isEqualTo(ids.subList(from, to));
    assertThat(reply.text("total")).isEqualTo("12");
  }

  @Test
  void listsThoseOfOneMerchantOnly() {
    sandbox.addMerchant("merchant2", "Two");
    create(2);
    String wanted = send(r -> r.merchantId("merchant2")).text("authorizationId");
    create(1);

    assertThat(idsOf(filter("merchant2"))).containsExactly(wanted);
    assertThat(filter("merchant2").text("total")).isEqualTo("1");
    assertThat(filter("merchant1").text("total")).isEqualTo("3");
    assertThat(filter("merchant3").text("total")).as("nobody's").isEqualTo("0");
    assertThat(query("\"page\":1,\"rows\":10,\"merchantId\":null").text("total")).isEqualTo("4");
  }

  @Test
  void showsToOneMerchantTooWhatHasBecomeOfThoseInTheirPlace() {
    List<String> ids = create(2);
    sandbox.agree(ids.get(0));

    Reply reply = filter("merchant1");

    assertThat(idsOf(reply)).isEqualTo(ids);
    assertThat(reply.data().getAsJsonArray("rows").get(0).getAsJsonObject().get("status"))
        .hasToString("\"AUTHORIZED\"");
  }

  @Test
  void forgetsTheOldestWhenThereAreTooManyAndSaysSo() throws IOException {
    List<String> log = new CopyOnWriteArrayList<>();
    sandbox.close();
    sandbox = builder().maxAuthorizations(2).log(log::add).start();

    List<String> ids = create(3);

    assertThat(idsOf(query("\"page\":1,\"rows\":10"))).isEqualTo(ids.subList(1, 3));
    assertThat(idsOf(filter("merchant1"))).isEqualTo(ids.subList(1, 3));
    assertThat(log).contains("authorization " + ids.get(0) + " dropped: no more than 2 are kept");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "400100 | 'rows':10                              | page is missing, null or empty",
        "400100 | 'page':1                               | rows is missing, null or empty",
        "400100 | 'page':null,'rows':10                  | page is missing, null or empty",
        "400100 | 'page':1,'rows':10,'merchantId':''     | merchantId is empty",
        "400001 | 'page':'1','rows':10                   | page is not an integer",
        "400001 | 'page':1.0,'rows':10                   | page is not an integer",
        "400001 | 'page':1,'rows':1e1                    | rows is not an integer",
        "400001 | 'page':1,'rows':true                   | rows is not an integer",
        "400001 | 'page':[1],'rows':10                   | page is not an integer",
        "400001 | 'page':1,'rows':10,'merchantId':1      | merchantId is not a string",
        "400001 | 'page':1,'rows':10,'merchantId':['m']  | merchantId is not a string",
        "400103 | 'page':1,'rows':10,'merchantId':'\\n'  | merchantId has a control character",
        "400102 | 'page':0,'rows':10                     | page is not from 1 to 2147483647",
        "400102 | 'page':-1,'rows':10                    | page is not from 1 to 2147483647",
        "400102 | 'page':2147483648,'rows':10            | page is not from 1 to 2147483647",
        "400102 | 'page':1,'rows':0                      | rows is not from 1 to 10",
        "400102 | 'page':1,'rows':11                     | rows is not from 1 to 10",
        "400102 | 'page':1,'rows':18446744073709551617   | rows is not from 1 to 10"
      },
      quoteCharacter = '`')
  void refusesWhatIsNoPage(String code, String members, String hint) {
    Reply reply = query(members.replace('\'', '"')).assertFailure(code);

    assertThat(reply.errorMessage()).contains(hint);
  }

  @ParameterizedTest
  @CsvSource({"1000, 400102", "20000, 400008"})
  void refusesANumberOfManyDigits(int digits, String code) {
    query("\"rows\":10,\"page\":" + "9".repeat(digits)).assertFailure(code);
  }

  @Test
  void refusesALongMerchantId() {
    filter("m".repeat(129)).assertFailure("400101");
    filter("m".repeat(128)).assertCreated();
  }

  private List<String> create(int count) {
    return IntStream.range(0, count).mapToObj(i -> send().text("authorizationId")).toList();
  }

  private Reply filter(String merchantId) {
    return query("\"page\":1,\"rows\":10,\"merchantId\":\"" + merchantId + "\"");
  }

  private Reply query(String members) {
    return call(QueryAuthorizations.OPERATION, "{" + members + "}");
  }

  private static List<String> idsOf(Reply page) {
    Stream<JsonElement> rows = page.data().getAsJsonArray("rows").asList().stream();
    return rows.map(row -> row.getAsJsonObject().get("authorizationId").getAsString()).toList();
  }
}
