package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of user-supplied parts of the HTTP client. */
@ParameterizedClass
@EnumSource(Calling.class)
class UserPartsTest {
  @AutoClose private final RawServer server = new RawServer();

  @Parameter private Calling calling;

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void exceptionOfAPartIsTheCause(String name, OkHttpClient.Builder users, boolean sent) {
    TransportException failure =
        calling.transportFailure(
            server
                .clientBuilder()
                .baseUrl("http://localhost:" + server.port())
                .httpClient(users.build())
                .build());

    assertThat(failure)
        .hasMessageContaining("IllegalStateException: a bug")
        .hasCauseExactlyInstanceOf(IllegalStateException.class);
    assertThat(failure.requestMayHaveBeenSent()).isEqualTo(sent);
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        arguments("dns", client().dns(host -> bug()), false),
        arguments("interceptor", client().addInterceptor(chain -> bug()), false),
        arguments(
            "interceptor, afterwards", client().addInterceptor(UserPartsTest::failLater), true),
        arguments("network interceptor", client().addNetworkInterceptor(chain -> bug()), false),
        arguments("listener, start", client().eventListener(failing("callStart")), false),
        arguments("listener, end", client().eventListener(failing("callEnd")), true));
  }

  @Test
  void exceptionOfAListenerOfFailuresIsTheCause() {
    server.handleWith(RawServer.Exchange::close);
    OkHttpClient users = client().eventListener(failing("callFailed")).build();

    assertThat(calling.transportFailure(server.client(users)))
        .hasCauseExactlyInstanceOf(IllegalStateException.class);
  }

  @Test
  void errorOfAPartEndsTheCall() {
    LinkageError error = new NoSuchMethodError("a class of the user");
    Interceptor throwing =
        chain -> {
          throw error;
        };
    OkHttpClient failing = client().addInterceptor(throwing).build();
    BinancePayClient client = server.client(failing);

    Throwable thrown = catchThrowable(() -> calling.call(client));

    assertThat(calling == Calling.ASYNC ? thrown.getCause().getCause() : thrown).isSameAs(error);
  }

  private static OkHttpClient.Builder client() {
    return new OkHttpClient.Builder();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // stands for a value of any type
  private static <T> T bug() {
    throw new IllegalStateException("a bug");
  }

  private static Response failLater(Interceptor.Chain chain) throws IOException {
    chain.proceed(chain.request()).close();
    return bug();
  }

  private static EventListener failing(String event) {
    return new EventListener() {
      private void on(String happened) {
        List<String> unused = happened.equals(event) ? bug() : List.of();
      }

      @Override
      public void callStart(Call call) {
        on("callStart");
      }

      @Override
      public void callEnd(Call call) {
        on("callEnd");
      }

      @Override
      public void callFailed(Call call, IOException failure) {
        on("callFailed");
      }
    };
  }
}
