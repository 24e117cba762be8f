package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs by the provider's rules without code of the client or the sandbox, which may share a
 * mistake.
 */
public final class IndependentSigner {
  private IndependentSigner() {}

  public static String sign(String secretKey, String timestamp, String nonce, byte[] body) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(UTF_8));
    payload.writeBytes(body);
    payload.write('\n');
    return hex(hmac("HmacSHA512", secretKey, payload.toByteArray()));
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  public static byte[] hmac(String algorithm, String secretKey, byte[] payload) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), algorithm));
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
