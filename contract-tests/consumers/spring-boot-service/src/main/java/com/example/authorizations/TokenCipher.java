package com.example.authorizations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Encrypts tokens with AES-GCM and binds each to its authorization. */
@Component
class TokenCipher {
  private static final int NONCE_BYTES = 12;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  TokenCipher(BinancePayProperties properties) {
    byte[] bytes = Base64.getDecoder().decode(properties.tokenKey());
    if (bytes.length != 32) {
      throw new IllegalArgumentException("binance-pay.token-key must be 32 bytes in base64");
    }
    key = new SecretKeySpec(bytes, "AES");
  }

  String encrypt(String token, String authorizationId) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] encrypted =
        apply(Cipher.ENCRYPT_MODE, nonce, authorizationId, ByteBuffer.wrap(token.getBytes(UTF_8)));
    byte[] stored =
        ByteBuffer.allocate(nonce.length + encrypted.length).put(nonce).put(encrypted).array();
    return Base64.getEncoder().encodeToString(stored);
  }

  String decrypt(String stored, String authorizationId) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(stored));
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    return new String(apply(Cipher.DECRYPT_MODE, nonce, authorizationId, bytes), UTF_8);
  }

  private byte[] apply(int mode, byte[] nonce, String authorizationId, ByteBuffer input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(authorizationId.getBytes(UTF_8));
      ByteBuffer output = ByteBuffer.allocate(cipher.getOutputSize(input.remaining()));
      cipher.doFinal(input, output);
      byte[] result = new byte[output.flip().remaining()];
      output.get(result);
      return result;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the token of " + authorizationId + " cannot be read", e);
    }
  }
}
