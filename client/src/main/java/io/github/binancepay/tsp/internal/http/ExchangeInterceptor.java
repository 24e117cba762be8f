package io.github.binancepay.tsp.internal.http;

import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.io.IOException;
import java.time.Clock;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One exchange with the provider: what is done to a request last, and to its response first. Add it
 * as the last <em>network</em> interceptor, so that nothing changes what was signed. One, because
 * OkHttp copies its chain for each.
 */
public final class ExchangeInterceptor implements Interceptor {
  private final RequestHead head;

  public ExchangeInterceptor(String apiKey, RequestSigner signer, NonceSource nonces, Clock clock) {
    head = new RequestHead(apiKey, signer, nonces, clock);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request signed = head.sign(chain);
    SendTracker.of(chain.call()).send();
    return SizeLimit.on(ResponseHead.receive(chain, signed));
  }
}
