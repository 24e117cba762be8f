package io.github.binancepay.tsp.contract.document;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedContent;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ComposedChanged;

/** What breaks a consumer when one version of the document follows another. */
final class BreakingChanges {
  // Both break a generated client or a request that was right; the library lets them pass by
  // default.
  private static final OpenApiDiffOptions OPTIONS =
      OpenApiDiffOptions.builder()
          .configProperty("incompatible.operation.id.changed", "true")
          .configProperty("incompatible.request.min.length.increased", "true")
          .build();

  private final Set<String> found = new LinkedHashSet<>();

  private BreakingChanges() {}

  /**
   * Compares two versions of the document.
   *
   * @return the breaking changes that the newer version's number does not announce, each naming its
   *     place; none if its major number grew
   */
  static List<String> unannounced(String released, String current) {
    ChangedOpenApi diff = OpenApiCompare.fromContents(released, current, null, OPTIONS);
    OpenAPI before = diff.getOldSpecOpenApi();
    OpenAPI after = diff.getNewSpecOpenApi();
    if (major(after) > major(before)) {
      return List.of();
    }
    BreakingChanges changes = new BreakingChanges();
    changes.inOperations(diff);
    changes.inCatalogues(before.getComponents().getSchemas(), after.getComponents().getSchemas());
    return List.copyOf(changes.found);
  }

  private static int major(OpenAPI document) {
    String version = document.getInfo().getVersion();
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  private void inOperations(ChangedOpenApi diff) {
    diff.getMissingEndpoints()
        .forEach(gone -> found.add(gone.getMethod() + " " + gone.getPathUrl() + " is removed"));
    diff.getChangedOperations().forEach(this::inOperation);
  }

  private void inOperation(ChangedOperation operation) {
    String place = operation.getHttpMethod() + " " + operation.getPathUrl();
    int before = found.size();
    if (operation.getRequestBody() != null) {
      inContent(place + ", request", operation.getRequestBody().getContent());
    }
    if (operation.getApiResponses() != null) {
      operation
          .getApiResponses()
          .getMissing()
          .keySet()
          .forEach(status -> found.add(place + ", response " + status + " is removed"));
      operation
          .getApiResponses()
          .getChanged()
          .forEach(
              (status, response) ->
                  inContent(place + ", response " + status, response.getContent()));
    }
    if (found.size() == before) {
      elsewhere(place, operation);
    }
  }

  private void inContent(String place, ChangedContent content) {
    if (content == null) {
      return;
    }
    content.getMissing().keySet().forEach(type -> found.add(place + ", " + type + " is removed"));
    content
        .getChanged()
        .forEach((type, media) -> inSchema(place + ", " + type + ", ", "", media.getSchema()));
  }

  private void inSchema(String place, String field, ChangedSchema schema) {
    if (schema == null) {
      return;
    }
    String prefix = field.isEmpty() ? "" : field + ".";
    int before = found.size();
    schema
        .getMissingProperties()
        .keySet()
        .forEach(name -> found.add(place + prefix + name + " is removed"));
    if (schema.isChangedType()) {
      found.add(
          place
              + field
              + " is of another type: "
              + type(schema.getOldSchema())
              + " became "
              + type(schema.getNewSchema()));
    }
    if (schema.getRequired() != null && schema.getRequired().isIncompatible()) {
      schema
          .getRequired()
          .getIncreased()
          .forEach(name -> found.add(place + prefix + name + " is required now"));
      schema.getRequired().getMissing().stream()
          .filter(name -> !schema.getMissingProperties().containsKey(name))
          .forEach(name -> found.add(place + prefix + name + " is not sure to be there any more"));
    }
    schema
        .getChangedProperties()
        .forEach((name, property) -> inSchema(place, prefix + name, property));
    inSchema(place, field + "[]", schema.getItems());
    if (found.size() == before) {
      elsewhere(place + field, schema);
    }
  }

  private static String type(Schema<?> schema) {
    return schema.getFormat() == null
        ? schema.getType()
        : schema.getType() + " (" + schema.getFormat() + ")";
  }

  /** Names what the comparison refuses for a reason that has no words of its own here. */
  private void elsewhere(String place, Changed change) {
    if (!change.isIncompatible()) {
      return;
    }
    List<Changed> parts = new ArrayList<>();
    if (change instanceof ComposedChanged composed) {
      composed.getChangedElements().stream()
          .filter(part -> part != null && part.isIncompatible())
          .forEach(parts::add);
    }
    if (parts.isEmpty()) {
      found.add(place + " has another " + change.getClass().getSimpleName().replace("Changed", ""));
    }
    parts.forEach(part -> elsewhere(place, part));
  }

  /** Nothing references the catalogues, so the comparison of operations does not see them. */
  @SuppressWarnings("rawtypes")
  private void inCatalogues(Map<String, Schema> before, Map<String, Schema> after) {
    before.forEach(
        (name, schema) -> {
          if (schema.getEnum() == null) {
            return;
          }
          Schema<?> now = after.get(name);
          List<?> left = now == null || now.getEnum() == null ? List.of() : now.getEnum();
          for (Object value : schema.getEnum()) {
            if (!left.contains(value)) {
              found.add(name + " " + value + " is removed");
            }
          }
        });
  }
}
