package io.github.binancepay.tsp.contract.docs;

import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/** An HTTP client for a proxy that asks for a password. */
final class ProxyClient {
  static OkHttpClient create(String user, String password) {
    return new OkHttpClient.Builder()
        .proxyAuthenticator(
            (route, response) ->
                response.request().header("Proxy-Authorization") != null
                    ? null // the proxy rejected the password
                    : response
                        .request()
                        .newBuilder()
                        .header("Proxy-Authorization", Credentials.basic(user, password))
                        .build())
        .build();
  }

  private ProxyClient() {}
}
