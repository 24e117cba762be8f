package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryAuthorizations;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryAuthorizationsTest extends SandboxFixture {
  @Test
  void listsAnAuthorizationWithItsStatusAndWithoutItsRedirectUrl() {
    JsonObject created = send().assertCreated().data();
    sandbox.agree(created.get("authorizationId").getAsString());
    create(1);

    JsonObject page = page("\"page\":1,\"rows\":10").assertCreated().data();

    created.remove("redirectUrl");
    created.addProperty("status", "AUTHORIZED");
    assertThat(page.keySet()).containsExactlyInAnyOrder("total", "rows");
    assertThat(page.get("total").getAsInt()).isEqualTo(2);
    assertThat(page.getAsJsonArray("rows").get(0)).isEqualTo(created);
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
  void listsPagesWithTheOldestFirst(int page, int rows, int from, int to) {
    List<String> ids = create(12);

    Reply reply = page("\"page\":" + page + ",\"rows\":" + rows).assertCreated();

    assertThat(idsOf(reply)).isEqualTo(ids.subList(from, to));
    assertThat(reply.text("total")).isEqualTo("12");
  }

  @Test
  void listsAuthorizationsOfOneMerchant() {
    sandbox.addMerchant("merchant2", "Two");
    create(2);
    String wanted = send(r -> r.merchantId("merchant2")).text("authorizationId");
    create(1);

    assertThat(idsOf(query("merchant2"))).containsExactly(wanted);
    assertThat(query("merchant2").text("total")).isEqualTo("1");
    assertThat(query("merchant1").text("total")).isEqualTo("3");
    assertThat(query("merchant3").text("total")).isEqualTo("0");
    assertThat(page("\"page\":1,\"rows\":10,\"merchantId\":null").text("total")).isEqualTo("4");
  }

  @Test
  void dropsTheOldestAuthorizationBeyondTheMaximumAndLogsIt() throws IOException {
    List<String> log = new CopyOnWriteArrayList<>();
    restart(builder().with(it -> it.maxAuthorizations = 2).log(log::add));

    List<String> ids = create(3);

    assertThat(idsOf(page("\"page\":1,\"rows\":10"))).isEqualTo(ids.subList(1, 3));
    assertThat(idsOf(query("merchant1"))).isEqualTo(ids.subList(1, 3));
    assertThat(log).contains("authorization " + ids.get(0) + " dropped: no more than 2 are kept");
  }

  private List<String> create(int count) {
    return IntStream.range(0, count).mapToObj(i -> send().text("authorizationId")).toList();
  }

  private Reply page(String members) {
    return call(QueryAuthorizations.OPERATION, "{" + members + "}");
  }

  private static List<String> idsOf(Reply page) {
    return page.data().getAsJsonArray("rows").asList().stream()
        .map(row -> row.getAsJsonObject().get("authorizationId").getAsString())
        .toList();
  }
}
