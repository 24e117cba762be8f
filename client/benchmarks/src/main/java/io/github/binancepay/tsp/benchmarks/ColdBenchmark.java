package io.github.binancepay.tsp.benchmarks;

import com.google.gson.Gson;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.benchmarks.Caller.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import kotlin.Unit;
import okhttp3.OkHttpClient;
import okio.Okio;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/**
 * The first signed call of a fresh JVM, from the start of its process until the response is read:
 * the JVM's own start, loading classes, making the client, connecting, signing, sending, reading.
 * Each round starts a JVM for each contender.
 */
final class ColdBenchmark implements Benchmark {
  private static final List<Way> WAYS =
      List.of(Way.OURS, Way.OKHTTP_GSON, Way.OKHTTP, Way.JDK_GSON, Way.RETROFIT);

  /** What one start took. */
  private record Start(double millis, double processMillis) {}

  /** A way, perhaps with an archive of its classes: AppCDS. */
  private record Contender(Way way, boolean archived, List<String> flags) {
    String inWords() {
      return way.inWords + (archived ? ", AppCDS" : "");
    }
  }

  @Override
  public String name() {
    return "cold";
  }

  @Override
  public List<Row> run(Settings settings) throws IOException, InterruptedException {
    Map<Contender, List<Start>> starts = new LinkedHashMap<>();
    try (ChildJvm server = FixedServer.start(settings)) {
      String url = server.readLine();
      for (Contender contender : contenders(settings, url)) {
        starts.put(contender, new ArrayList<>());
      }
      for (int round = 0; round < settings.choose(12, 1); round++) {
        for (Contender contender : Turns.of(starts.keySet(), round)) {
          starts.get(contender).add(start(settings, contender.flags(), contender.way(), url));
        }
      }
    }
    return List.of(
        row("cold first signed call", starts, false, Start::millis),
        row("the same, CPU, JVM included", starts, false, Start::processMillis),
        row("the same with AppCDS", starts, true, Start::millis),
        row("the same with AppCDS, CPU, JVM included", starts, true, Start::processMillis));
  }

  /** All as they come, and ours and OkHttp with an archive, which a first start makes. */
  private static List<Contender> contenders(Settings settings, String url)
      throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    for (Way way : WAYS) {
      contenders.add(new Contender(way, false, List.of()));
    }
    for (Way way : List.of(Way.OURS, Way.OKHTTP_GSON)) {
      Path archive = settings.folder().resolve(way + ".jsa").toAbsolutePath();
      start(settings, List.of("-XX:ArchiveClassesAtExit=" + archive), way, url);
      contenders.add(new Contender(way, true, List.of("-XX:SharedArchiveFile=" + archive)));
    }
    return contenders;
  }

  private static Start start(Settings settings, List<String> flags, Way way, String url)
      throws IOException, InterruptedException {
    List<String> cores = settings.cores().measured();
    long started = System.nanoTime();
    try (ChildJvm jvm =
        ChildJvm.start(cores, flags, classPath(), FirstCall.class, way.name(), url)) {
      String read = jvm.readLine();
      double millis = (System.nanoTime() - started) / 1e6;
      if (!read.equals(FirstCall.READ)) {
        throw new IOException("a first call has printed " + read);
      }
      return new Start(millis, Double.parseDouble(jvm.readToEnd().get(0)));
    }
  }

  /** What a user has, and no more: who looks for a class that is not there opens every jar. */
  private static String classPath() {
    return ChildJvm.jarsOf(
        FirstCall.class,
        BinancePayClient.class,
        OkHttpClient.class,
        Okio.class,
        Retrofit.class,
        GsonConverterFactory.class,
        Gson.class,
        Unit.class);
  }

  private static Row row(
      String what,
      Map<Contender, List<Start>> starts,
      boolean archived,
      ToDoubleFunction<Start> figure) {
    Function<Contender, Sample> sample =
        contender ->
            new Sample(
                contender.inWords(),
                starts.get(contender).stream().map(figure::applyAsDouble).toList());
    Contender ours =
        starts.keySet().stream()
            .filter(contender -> contender.way() == Way.OURS && contender.archived() == archived)
            .findFirst()
            .orElseThrow();
    Row row = new Row(what, "ms", sample.apply(ours), "");
    for (Contender contender : starts.keySet()) {
      if (contender.way() != Way.OURS && (archived || !contender.archived())) {
        row = row.beside(sample.apply(contender), toReach(contender, archived));
      }
    }
    return row;
  }

  private static String toReach(Contender contender, boolean archived) {
    if (contender.archived() || !contender.way().name().startsWith("OKHTTP")) {
      return "";
    }
    return archived ? "< 1×" : "≤ 1.15×";
  }
}
