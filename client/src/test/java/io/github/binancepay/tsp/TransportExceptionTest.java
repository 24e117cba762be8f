package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class TransportExceptionTest {
  private static final String ORIGIN = "https://nowhere.test:443";
  private static final String SAFE = ". The request was not sent; it is safe to try again";
  private static final String UNSAFE =
      ". The request may have been sent; find out whether it took effect before trying again";

  @Test
  void saysWhereWhyAndThatTryingAgainIsSafe() {
    IOException cause = new UnknownHostException("no such host:\nnowhere.test");

    assertThat(new TransportException(ORIGIN, cause, false, false))
        .hasMessageContaining(" from " + ORIGIN + ": no such host: nowhere.test" + SAFE)
        .hasCause(cause);
  }

  @Test
  void namesTheExceptionWithoutAMessageAndSaysThatTryingAgainIsNotSafe() {
    assertThat(new TransportException(ORIGIN, new SocketTimeoutException(), true, false))
        .hasMessageContaining(" from " + ORIGIN + ": SocketTimeoutException" + UNSAFE);
  }
}
