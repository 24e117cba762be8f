package io.github.binancepay.tsp.contract;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.BinancePayClient;
import java.util.function.BiFunction;

/**
 * One operation with a valid request.
 *
 * @param operationId as in the document
 * @param request a valid request as JSON
 * @param face calls the operation on the client with a request as JSON
 */
public record Operation(
    String operationId, String request, BiFunction<BinancePayClient, String, Object> face) {
  private static final Gson GSON = new Gson();

  /** Tells whether the request names a merchant, whose id can trigger a response. */
  public boolean isForAMerchant() {
    return json(request).has("merchantId");
  }

  /** Tells whether the data are a page of a list. */
  public boolean hasPages() {
    return json(request).has("page");
  }

  /** Returns the request for another merchant. */
  public String requestFor(String merchantId) {
    JsonObject changed = json(request);
    changed.addProperty("merchantId", merchantId);
    return changed.toString();
  }

  /** Calls the operation on the client and returns the result as JSON. */
  public JsonElement call(BinancePayClient client, String request) {
    return GSON.toJsonTree(face.apply(client, request));
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Override
  public String toString() {
    return operationId;
  }
}
