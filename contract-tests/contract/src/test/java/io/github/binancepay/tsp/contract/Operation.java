package io.github.binancepay.tsp.contract;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.BinancePayClient;
import java.util.function.BiFunction;

/**
 * What the contract knows of one operation.
 *
 * @param operationId as in the document
 * @param request a request that is right, as JSON
 * @param data of the response to it, as JSON, with one element in each list
 * @param face calls it on the client with a request as JSON
 */
public record Operation(
    String operationId,
    String path,
    String request,
    String data,
    BiFunction<BinancePayClient, String, Object> face) {
  private static final Gson GSON = new Gson();

  /** Whether its request names a merchant, whose id then decides what the provider answers. */
  public boolean isForAMerchant() {
    return json(request).has("merchantId");
  }

  /** Whether its data are a page of a list. */
  public boolean hasPages() {
    return json(request).has("page");
  }

  /** The request, for another page. */
  public String requestForPage(int page) {
    JsonObject changed = json(request);
    changed.addProperty("page", page);
    return changed.toString();
  }

  /** The request, for another merchant. */
  public String requestFor(String merchantId) {
    JsonObject changed = json(request);
    changed.addProperty("merchantId", merchantId);
    return changed.toString();
  }

  /** Calls it on the client, and returns the result as JSON. */
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
