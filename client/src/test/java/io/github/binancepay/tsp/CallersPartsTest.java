package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.util.Throwables.getStackTrace;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A bug in what the caller has put into its HTTP client is reported as that bug. */
@ParameterizedClass
@EnumSource(Calling.class)
class CallersPartsTest {
  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

  @AutoClose private final RawServer server = new RawServer();

  @Parameter private Calling calling;

  @ParameterizedTest
  @MethodSource("parts")
  void aBugIsTheCauseAndItsMessageIsShown(OkHttpClient.Builder callers, boolean sent)
      throws Exception {
    Dispatcher dispatcher = observedDispatcher();
    TransportException failure =
        calling.transportFailure(
            server
                .clientBuilder()
                .baseUrl("http://localhost:" + server.port())
                .httpClient(callers.dispatcher(dispatcher).build())
                .build());

    assertThat(failure)
        .hasMessageContaining("IllegalStateException: a bug of the caller's")
        .hasCauseExactlyInstanceOf(IllegalStateException.class);
    assertThat(failure.getCause()).hasMessage("a bug of the caller's");
    assertThat(failure.requestMayHaveBeenSent()).isEqualTo(sent);
    assertNothingIsUncaughtIn(dispatcher);
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        part("dns", false, client().dns(host -> bug(List.of()))),
        part("interceptor", false, client().addInterceptor(chain -> bug((Response) null))),
        part("interceptor, afterwards", true, client().addInterceptor(CallersPartsTest::failLater)),
        part(
            "network interceptor",
            false,
            client().addNetworkInterceptor(chain -> bug((Response) null))),
        part("listener, start", false, client().eventListener(new FailingListener("callStart"))),
        part("listener, request", true, client().eventListener(new FailingListener("request"))),
        part("listener, end", true, client().eventListener(new FailingListener("callEnd"))));
  }

  /** OkHttp throws it on the dispatcher's thread as well, after the call has ended. */
  @Test
  void aBugInTheListenerOfAFailureIsTheCause() {
    server.handleWith(RawServer.Exchange::close);
    OkHttpClient.Builder callers = client().eventListener(new FailingListener("callFailed"));

    TransportException failure =
        calling.transportFailure(
            server
                .clientBuilder()
                .httpClient(callers.dispatcher(observedDispatcher()).build())
                .build());

    assertThat(failure).hasCauseExactlyInstanceOf(IllegalStateException.class);
  }

  @Test
  void anErrorIsTheCallersTooAndEndsTheCall() throws Exception {
    LinkageError error = new NoSuchMethodError("a class of the caller's");
    Interceptor atTheStart =
        chain -> {
          throw error;
        };
    EventListener atTheEnd =
        new EventListener() {
          @Override
          public void callEnd(Call call) {
            throw error;
          }
        };
    for (OkHttpClient.Builder callers :
        List.of(client().addInterceptor(atTheStart), client().eventListener(atTheEnd))) {
      Dispatcher dispatcher = observedDispatcher();
      OkHttpClient failing = callers.dispatcher(dispatcher).build();
      BinancePayClient client = server.clientBuilder().httpClient(failing).build();

      Throwable thrown = catchThrowable(() -> calling.call(client));

      assertThat(calling == Calling.ASYNC ? thrown.getCause().getCause() : thrown).isSameAs(error);
      assertNothingIsUncaughtIn(dispatcher);
    }
  }

  @Test
  void aDroppedConnectionKeepsItsTypeAndItsCauseAndQuotesNothing() {
    server.handleWith(
        exchange -> {
          exchange.readRequest();
          exchange.write("HTTP/1.1 200 - " + Samples.TOKEN);
          exchange.close();
        });

    TransportException failure = calling.transportFailure(server.clientBuilder().build());

    assertThat(failure).hasCauseExactlyInstanceOf(IOException.class);
    assertThat(failure.getCause()).hasCauseExactlyInstanceOf(EOFException.class);
    assertThat(failure).hasMessageContaining("unexpected end of stream on " + server.origin());
    String hex = okio.ByteString.encodeUtf8(Samples.TOKEN).hex();
    assertThat(getStackTrace(failure)).doesNotContain(Samples.TOKEN, hex);
  }

  private void assertNothingIsUncaughtIn(Dispatcher dispatcher) throws InterruptedException {
    dispatcher.executorService().shutdown();
    assertThat(dispatcher.executorService().awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(uncaught).isEmpty();
  }

  private Dispatcher observedDispatcher() {
    return new Dispatcher(
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "observed");
              thread.setDaemon(true);
              thread.setUncaughtExceptionHandler((dying, thrown) -> uncaught.add(thrown));
              return thread;
            }));
  }

  private static Arguments part(String name, boolean sent, OkHttpClient.Builder callers) {
    return arguments(named(name, callers), sent);
  }

  private static OkHttpClient.Builder client() {
    return new OkHttpClient.Builder();
  }

  private static <T> T bug(T unused) {
    throw new IllegalStateException("a bug of the caller's");
  }

  private static Response failLater(Interceptor.Chain chain) throws IOException {
    chain.proceed(chain.request()).close();
    return bug(null);
  }

  private static final class FailingListener extends EventListener {
    private final String event;

    FailingListener(String event) {
      this.event = event;
    }

    private void on(String happened) {
      if (happened.equals(event)) {
        bug(null);
      }
    }

    @Override
    public void callStart(Call call) {
      on("callStart");
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
      on("request");
    }

    @Override
    public void callEnd(Call call) {
      on("callEnd");
    }

    @Override
    public void callFailed(Call call, IOException failure) {
      on("callFailed");
    }
  }
}
