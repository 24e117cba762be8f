package io.github.binancepay.tsp.contract.pact;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.contract.document.Document;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.List;
import java.util.stream.Stream;

/** Validates notifications against the schemas of the document. */
final class NotificationSchema {
  private static final OpenAPI DOCUMENT =
      new OpenAPIV3Parser()
          .readContents(Document.read().tree().toString(), null, null)
          .getOpenAPI();
  private static final SchemaValidator VALIDATOR =
      new SchemaValidator(DOCUMENT, new MessageResolver());

  private NotificationSchema() {}

  /** Returns the problems of a notification's body, and of the data in it. */
  static List<String> problems(String body) {
    String data = JsonParser.parseString(body).getAsJsonObject().get("data").getAsString();
    return Stream.concat(
            problems(body, "AuthorizationNotification"),
            problems(data, "AuthorizationNotificationData"))
        .toList();
  }

  private static Stream<String> problems(String json, String schema) {
    return VALIDATOR
        .validate(json, DOCUMENT.getComponents().getSchemas().get(schema), "notification")
        .getMessages()
        .stream()
        .map(message -> schema + ": " + message.getMessage());
  }
}
