package io.github.binancepay.tsp.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Nonces of 32 random letters. The bytes for many are drawn at once, by each thread for itself: a
 * draw for every nonce takes longer, and threads would wait for one another.
 */
final class RandomNonces implements NonceSource {
  private static final byte[] LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".getBytes(ISO_8859_1);
  private static final int LENGTH = 32;
  // 32 times 6 bits.
  private static final int BYTES = 24;
  private static final int NONCES_IN_A_DRAW = 16;

  private final Pool<Draw> draws;

  RandomNonces(SecureRandom random) {
    draws =
        new Pool<>() {
          @Override
          Draw make() {
            return new Draw(random);
          }
        };
  }

  @Override
  public String next() {
    Draw draw = draws.take();
    String nonce = draw.next();
    draws.giveBack(draw);
    return nonce;
  }

  /** Random bytes, each of which is used once. */
  private static final class Draw {
    private final SecureRandom random;
    private final byte[] bytes = new byte[NONCES_IN_A_DRAW * BYTES];
    private final byte[] nonce = new byte[LENGTH];
    private int used = bytes.length;

    Draw(SecureRandom random) {
      this.random = random;
    }

    String next() {
      if (used == bytes.length) {
        random.nextBytes(bytes);
        used = 0;
      }
      for (int i = 0; i < LENGTH; i += 4) {
        int bits =
            (bytes[used] & 0xff) << 16 | (bytes[used + 1] & 0xff) << 8 | (bytes[used + 2] & 0xff);
        // Whoever sees the memory later learns no nonce that was sent.
        Arrays.fill(bytes, used, used + 3, (byte) 0);
        used += 3;
        for (int j = 0; j < 4; j++) {
          nonce[i + j] = LETTERS[(bits >>> (6 * j) & 0x3f) % LETTERS.length];
        }
      }
      return new String(nonce, ISO_8859_1);
    }
  }
}
