package io.github.binancepay.tsp.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void isOneLineWithoutControlCharacters() {
    int[] controls =
        IntStream.rangeClosed(Character.MIN_VALUE, Character.MAX_VALUE)
            .filter(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR)
            .toArray();
    assertThat(controls).contains('\n', 0x1b, 0x85, 0x9b, 0x202e, 0x2028, 0xfeff);

    for (int control : controls) {
      assertThat(LogText.of("a" + (char) control + (char) control + "b"))
          .as("U+%04X", control)
          .isEqualTo("a b");
    }
  }

  @Test
  void keepsReadableText() {
    assertThat(LogText.of(" 商户 <b>\"Händler\"\t&\u00a0'😀' "))
        .isEqualTo("商户 <b>\"Händler\" &\u00a0'😀'");
  }

  @Test
  void cutsAfter256CharactersButNotWithinACharacter() {
    assertThat(LogText.of("x".repeat(256))).isEqualTo("x".repeat(256));
    assertThat(LogText.of("x".repeat(257))).isEqualTo("x".repeat(256) + "…");
    assertThat(LogText.of("x".repeat(255) + "😀😀")).isEqualTo("x".repeat(255) + "…");
  }
}
