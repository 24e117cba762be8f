module consumer {
  requires io.github.binancepay.tsp;
  requires com.google.gson;
  requires okhttp3;
}
