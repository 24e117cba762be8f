package com.example.authorizations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/** Encrypts tokens with AES-GCM. */
@Component
class TokenCipher {
  private final AesBytesEncryptor aes;

  TokenCipher(BinancePayProperties properties) {
    byte[] key = Base64.getDecoder().decode(properties.tokenKey());
    if (key.length != 32) {
      throw new IllegalArgumentException("binance-pay.token-key must be 32 bytes in base64");
    }
    aes =
        new AesBytesEncryptor(
            new SecretKeySpec(key, "AES"), KeyGenerators.secureRandom(16), CipherAlgorithm.GCM);
  }

  String encrypt(String token) {
    return Base64.getEncoder().encodeToString(aes.encrypt(token.getBytes(UTF_8)));
  }

  String decrypt(String stored) {
    return new String(aes.decrypt(Base64.getDecoder().decode(stored)), UTF_8);
  }
}
