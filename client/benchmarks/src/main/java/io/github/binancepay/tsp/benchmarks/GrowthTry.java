package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import io.github.binancepay.tsp.*;
import io.github.binancepay.tsp.model.*;
import io.github.binancepay.tsp.webhook.*;
import java.lang.management.ManagementFactory;
import java.security.*;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.function.*;

final class GrowthTry {
  static final ThreadMXBean T = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  static long sink;
  record Cost(double ns, double bytes) {}
  static Cost measure(Callable<?> op, int size) throws Exception {
    int reps = Math.max(4, Math.min(400, 600_000 / size));
    double best = Double.MAX_VALUE, bytes = Double.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      long c = T.getCurrentThreadCpuTime(), b = T.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < reps; i++) { try { sink += op.call().hashCode(); } catch (BinancePayException | InvalidNotificationException e) { sink++; } }
      best = Math.min(best, (T.getCurrentThreadCpuTime() - c) / (double) reps);
      bytes = Math.min(bytes, (T.getThreadAllocatedBytes(Thread.currentThread().getId()) - b) / (double) reps);
    }
    return new Cost(best, bytes);
  }
  static void row(String name, IntFunction<Callable<?>> op, int... sizes) throws Exception {
    Cost[] c = new Cost[sizes.length];
    for (int i = 0; i < sizes.length; i++) c[i] = measure(op.apply(sizes[i]), sizes[i]);
    StringBuilder s = new StringBuilder(String.format("%-45s", name));
    for (int i = 0; i < sizes.length; i++) s.append(String.format(" %8.2f ns/B %6.1f B/B", c[i].ns / sizes[i], c[i].bytes / sizes[i]));
    int l = sizes.length - 1;
    double g = c[l].ns / sizes[l] / (c[l-1].ns / sizes[l-1]), g2 = c[l].ns / sizes[l] / (c[l-2].ns / sizes[l-2]);
    String outcome; try { op.apply(sizes[0]).call(); outcome = "ok"; } catch (Exception e) { outcome = e.getMessage(); if (outcome.length() > 90) outcome = outcome.substring(0, 90).replaceAll("\\s+", " "); }
    System.out.printf("%s  | 1000/100 %.2f 1000/10 %.2f total %.1f ms %s %s%n", s, g, g2, c[l].ns / 1e6, g > 1.5 || g2 > 2 ? "<<<<<" : "", outcome);
  }
  public static void main(String[] a) throws Exception {
    CannedServer server = new CannedServer();
    BinancePayClient client = BinancePayClient.builder().baseUrl(server.baseUrl()).credentials(ApiCredentials.of("key", "secret")).build();
    KeyPairGenerator g = KeyPairGenerator.getInstance("RSA"); g.initialize(2048);
    KeyPair pair = g.generateKeyPair();
    String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----";
    String serial = new java.math.BigInteger(1, MessageDigest.getInstance("MD5").digest(pem.getBytes(UTF_8))).toString(16).toUpperCase();
    while (serial.length() < 32) serial = "0" + serial;
    String sn = serial;
    WebhookVerifier verifier = WebhookVerifier.builder().certificates(CertificateSource.of(pem)).build();
    QueryAuthorizationsRequest q = new QueryAuthorizationsRequest().page(1).rows(10);
    CreateAuthorizationRequest create = new CreateAuthorizationRequest().merchantId("merchant1").scopes(List.of("CONVERT")).ipWhitelist(List.of("1.1.1.1"));
    int[] sizes = {1000, 10_000, 100_000, 1_000_000};
    int[] headSizes = {250, 2_500, 25_000, 250_000};
    Function<byte[], Function<String, byte[]>> resp = body -> extra -> {
      byte[] h = ("HTTP/1.1 200 OK\r\n" + extra + (extra.contains("Length") || extra.contains("chunked") ? "" : "Content-Length: " + body.length + "\r\n") + "\r\n").getBytes(UTF_8);
      byte[] all = Arrays.copyOf(h, h.length + body.length); System.arraycopy(body, 0, all, h.length, body.length); return all; };
    BiFunction<byte[], String, Callable<?>> call = (body, extra) -> () -> { server.respondWith(resp.apply(body).apply(extra)); return client.queryAuthorizations(q); };
    Function<String, Callable<?>> verify = json -> {
      byte[] body = json.getBytes(UTF_8);
      try {
        String time = Long.toString(System.currentTimeMillis());
        Signature s = Signature.getInstance("SHA256withRSA"); s.initSign(pair.getPrivate());
        s.update((time + "\nnonce\n").getBytes(UTF_8)); s.update(body); s.update((byte) '\n');
        Map<String, String> h = Map.of("BinancePay-Certificate-SN", sn, "BinancePay-Nonce", "nonce", "BinancePay-Timestamp", time, "BinancePay-Signature", Base64.getEncoder().encodeToString(s.sign()));
        return () -> verifier.verify(h::get, body);
      } catch (GeneralSecurityException e) { throw new AssertionError(e); }
    };
    String ok = "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"total\":0,\"rows\":[]},\"extra\":%s}";
    for (int warm = 0; warm < 300; warm++) { call.apply(String.format(ok, GrowthInputs.values().get("records").apply(10000)).getBytes(UTF_8), "").call(); }
    String only = a.length > 0 ? a[0] : "";
    if (only.isEmpty() || only.equals("values")) {
      for (var v : GrowthInputs.values().entrySet()) {
        row("response: " + v.getKey(), n -> call.apply(String.format(ok, "@").replace("@", v.getValue().apply(n)).getBytes(UTF_8), ""), sizes);
        row("rows: " + v.getKey(), n -> call.apply(String.format("{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"total\":0,\"rows\":@}}").replace("@", v.getValue().apply(n)).getBytes(UTF_8), ""), sizes);
        row("rejection: " + v.getKey(), n -> call.apply(String.format("{\"status\":\"FAIL\",\"code\":\"400000\",\"errorMessage\":@}").replace("@", v.getValue().apply(n)).getBytes(UTF_8), ""), sizes);
        row("code: " + v.getKey(), n -> call.apply(String.format("{\"status\":\"FAIL\",\"code\":@}").replace("@", v.getValue().apply(n)).getBytes(UTF_8), ""), sizes);
        row("PAY notification: " + v.getKey(), n -> verify.apply("{\"bizType\":\"PAY\",\"bizId\":1,\"bizStatus\":\"X\",\"data\":@}".replace("@", v.getValue().apply(n))), sizes);
        row("bizId: " + v.getKey(), n -> verify.apply("{\"bizType\":\"PAY\",\"bizId\":@,\"bizStatus\":\"X\",\"data\":\"\"}".replace("@", v.getValue().apply(n))), sizes);
        row("TECH notification: " + v.getKey(), n -> verify.apply("{\"bizType\":\"TECH_PROVIDER\",\"bizId\":1,\"bizStatus\":\"X\",\"data\":@}".replace("@", new com.google.gson.JsonPrimitive("{\"authorizationId\":\"1\",\"authorizationToken\":\"t\",\"merchantId\":1,\"merchantName\":\"\",\"scopes\":[],\"x\":" + v.getValue().apply(n) + "}").toString())), sizes.length == 4 ? new int[] {450, 4500, 45_000, 450_000} : sizes);
      }
    }
    if (only.isEmpty() || only.equals("pages")) {
      for (var v : GrowthInputs.pages().entrySet()) {
        row("page: " + v.getKey(), n -> call.apply(v.getValue().apply(n).getBytes(UTF_8), ""), sizes);
        row("notification: " + v.getKey(), n -> verify.apply(v.getValue().apply(n)), sizes);
      }
    }
    if (only.isEmpty() || only.equals("heads")) {
      for (var v : GrowthInputs.heads().entrySet()) {
        row("head: " + v.getKey(), n -> call.apply("{}".getBytes(UTF_8), v.getValue().apply(n)), headSizes);
      }
      row("chunks of 1", n -> call.apply(GrowthInputs.chunks(String.format(ok, "\"" + "a".repeat(n) + "\"").getBytes(UTF_8)), "Transfer-Encoding: chunked\r\n"), sizes);
      row("extension of a chunk", n -> call.apply(("1;" + "a".repeat(n) + "\r\n{\r\n0\r\n\r\n").getBytes(UTF_8), "Transfer-Encoding: chunked\r\n"), 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000);
      row("zeros of a chunk", n -> call.apply(("0".repeat(n) + "1\r\n{\r\n0\r\n\r\n").getBytes(UTF_8), "Transfer-Encoding: chunked\r\n"), 1000, 10_000, 100_000, 1_000_000, 10_000_000);
      row("trailers", n -> call.apply(("2\r\n{}\r\n0\r\n" + "X: y\r\n".repeat(n/6) + "\r\n").getBytes(UTF_8), "Transfer-Encoding: chunked\r\n"), 1000, 10_000, 100_000, 1_000_000);
      row("continues", n -> call.apply("{}".getBytes(UTF_8), ("Content-Length: 2\r\n\r\n" + "{}HTTP/1.1 100 Continue\r\n\r\n".repeat(n/26)).substring(0)), headSizes);
    }
    if (only.isEmpty() || only.equals("more")) {
      String rec = GrowthInputs.record(1);
      for (String f : List.of("scopes", "ipWhitelist")) {
        row("findAuthorizations, one-hash " + f, n -> { String l = GrowthInputs.values().get("texts with one hash").apply(n);
          byte[] b = ("{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"total\":1,\"rows\":[" + (f.equals("scopes") ? rec.replaceAll("\"scopes\":\\[.*?\\]", "\"scopes\":" + l) : rec.replaceAll("\"scopes\":\\[.*?\\]", "\"scopes\":[\"CONVERT\"]").replaceAll("\"ipWhitelist\":\\[.*?\\]", "\"ipWhitelist\":" + l)) + "]}}").getBytes(UTF_8);
          return () -> { server.respondWith(resp.apply(b).apply("")); return client.findAuthorizations(create); }; }, sizes);
      }
      row("certificates, one hash", n -> { String p = pem.replace("\n", "\\n"); StringBuilder l = new StringBuilder(); int c = Math.max(1, n / (pem.length() + 90));
          for (int i = 0; i < c; i++) { StringBuilder h = new StringBuilder(); for (int k = 0; k < 16; k++) h.append((i >> k & 1) == 0 ? "B!" : "AA".replace("AA","A@")); l.append(i == 0 ? "" : ",").append("{\"certPublic\":\"" + p + "\",\"certSerial\":\"" + h + "\"}"); }
          byte[] b = ("{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":[" + l + "]}").getBytes(UTF_8);
          return () -> { server.respondWith(resp.apply(b).apply("")); return CertificateSource.from(client).find("x"); }; }, sizes);
    }
  }
}
