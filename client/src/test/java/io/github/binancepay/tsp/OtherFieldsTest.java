package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.github.binancepay.tsp.internal.schema.Required;
import io.github.binancepay.tsp.otherfields.OtherFields;
import io.github.binancepay.tsp.otherfields.OtherFieldsKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The templates make working models of fields that the document does not have yet. */
class OtherFieldsTest {
  @Test
  void everyKindOfFieldIsReadAndWrittenAsItWasSent() {
    String json =
        "{\"requiredAndNullable\":\"x\",\"kind\":\"TWO\",\"number\":1.50,"
            + "\"time\":\"2026-11-23T00:00:00+08:00\",\"bytes\":\"aGkh\",\"unique\":[\"b\",\"a\"],"
            + "\"map\":{\"a\":1},\"nested\":{\"flag\":true}}";

    OtherFields read = new Gson().fromJson(json, OtherFields.class);

    assertThat(new Gson().toJson(read)).isEqualTo(json);
    assertThat(read.getKind()).isEqualTo(OtherFieldsKind.TWO);
    assertThat(read.addUniqueItem("c").getUnique()).containsExactly("b", "a", "c");
  }

  @Test
  void whatMayBeNullIsNotRequired() {
    assertThat(Arrays.stream(OtherFields.class.getDeclaredFields()))
        .filteredOn(field -> field.isAnnotationPresent(Required.class))
        .singleElement()
        .matches(field -> field.getName().equals("kind"));
  }
}
