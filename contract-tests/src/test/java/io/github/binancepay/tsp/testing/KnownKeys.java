package io.github.binancepay.tsp.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Generates RSA keys of 2048 bits for tests from known primes: to find a prime takes a JVM for
 * tests about a second. Every key is different. When the primes are used up, keys are generated as
 * usual.
 */
public final class KnownKeys implements LauncherSessionListener {
  /** Differences between 2^1024 and the primes. */
  private static final int[] BELOW = {
    105, 179, 1397, 3177, 5025, 5409, 6083, 6369, 6615, 7137, 7953, 8049, 9497, 9603
  };

  private static final int BITS = 2048;
  private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
  private static final Deque<BigInteger[]> PRIMES = new ArrayDeque<>();

  static {
    BigInteger end = BigInteger.ONE.shiftLeft(BITS / 2);
    for (int p = 0; p < BELOW.length; p++) {
      for (int q = p + 1; q < BELOW.length; q++) {
        PRIMES.add(
            new BigInteger[] {
              end.subtract(BigInteger.valueOf(BELOW[p])), end.subtract(BigInteger.valueOf(BELOW[q]))
            });
      }
    }
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Provider provider = new Provider("KnownKeys", "1", "RSA keys of which nothing is secret") {};
    provider.put("KeyPairGenerator.RSA", Generator.class.getName());
    Security.insertProviderAt(provider, 1);
  }

  private static BigInteger[] primes() {
    synchronized (PRIMES) {
      return PRIMES.poll();
    }
  }

  private static KeyPair pair(BigInteger p, BigInteger q) throws GeneralSecurityException {
    BigInteger p1 = p.subtract(BigInteger.ONE);
    BigInteger q1 = q.subtract(BigInteger.ONE);
    BigInteger modulus = p.multiply(q);
    BigInteger d = EXPONENT.modInverse(p1.multiply(q1));
    KeyFactory keys = KeyFactory.getInstance("RSA");
    return new KeyPair(
        keys.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
        keys.generatePrivate(
            new RSAPrivateCrtKeySpec(
                modulus, EXPONENT, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p))));
  }

  /** Key pair generator of the provider. */
  public static final class Generator extends KeyPairGeneratorSpi {
    private int bits = BITS;

    /** Creates a generator. The provider calls this constructor. */
    public Generator() {}

    @Override
    public void initialize(int bits, SecureRandom random) {
      this.bits = bits;
    }

    @Override
    public KeyPair generateKeyPair() {
      try {
        BigInteger[] primes = bits == BITS ? primes() : null;
        if (primes != null) {
          return pair(primes[0], primes[1]);
        }
        KeyPairGenerator usual = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
        usual.initialize(bits);
        return usual.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new InvalidParameterException(e.getMessage());
      }
    }
  }
}
