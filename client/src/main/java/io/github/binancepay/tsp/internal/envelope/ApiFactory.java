package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * Implements the generated interfaces, as Retrofit would. What Retrofit works out again for every
 * call, such as the URL, is worked out once, and each call makes its request once.
 */
public final class ApiFactory {
  private final HttpUrl baseUrl;
  private final OkHttpClient httpClient;
  private final CorrectedClock clock;
  // Without HTML escaping, the bytes on the wire are the text that the caller gave.
  private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();

  public ApiFactory(HttpUrl baseUrl, OkHttpClient httpClient, CorrectedClock clock) {
    this.baseUrl = baseUrl;
    this.httpClient = httpClient;
    this.clock = clock;
  }

  /** Implements an interface whose methods are operations: a POST of one model each. */
  public <T> T create(Class<T> api) {
    Map<Method, Operation<?>> operations = new HashMap<>();
    for (Method method : api.getDeclaredMethods()) {
      if (Modifier.isAbstract(method.getModifiers())) {
        operations.put(method, new Operation<>(method, baseUrl, gson));
      }
    }
    return api.cast(
        Proxy.newProxyInstance(
            api.getClassLoader(),
            new Class<?>[] {api},
            (proxy, method, arguments) -> {
              Operation<?> operation = operations.get(method);
              return operation == null
                  ? method.invoke(this, arguments) // of Object
                  : new EnvelopeCall<>(
                      httpClient, clock, operation.reader(), operation.request(arguments[0]));
            }));
  }
}
