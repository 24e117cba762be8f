package io.github.binancepay.tsp.contract.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOperation;

/**
 * Breaking changes between two versions of the document.
 *
 * <p>Every difference is breaking unless it is known to be compatible: a new name, a request that
 * accepts more, a response that contains less. openapi-diff runs last, because it misses names of
 * generated code, limits of lists, and null.
 */
final class BreakingChanges {
  private static final String PROSE =
      "x-enum-(descriptions|solutions)|page|(.*[.])?(deprecated|externalDocs[.]url)";
  private static final String NULLABLE = "(.*[.])?nullable";
  private static final String LIMIT = "(.*[.])?((min|max)[A-Z]?[a-z]+|pattern)";
  private static final String ADDITION =
      "x-safe-to-repeat|(responses|tags|servers|x-webhooks)[.].*";
  private static final String OTHER_SERVER = "servers[.][1-9].*";

  private final Map<String, String> before;
  private final Map<String, String> after;
  private final Set<String> requests = new TreeSet<>();
  private final Set<String> responses = new TreeSet<>();

  private BreakingChanges(Document released, Document current) {
    before = released.statements();
    after = current.statements();
    for (Document document : List.of(released, current)) {
      for (Document.Operation operation : document.operations()) {
        document.collectReferences(operation.node().path("requestBody"), requests);
        document.collectReferences(operation.node().path("responses"), responses);
      }
      document.collectReferences(document.tree().path("x-webhooks"), responses);
    }
  }

  /**
   * Compares two versions of the document.
   *
   * @return breaking changes that the newer version's number does not announce, each with its
   *     place, the old and the new value; none if the major number is higher
   */
  static List<String> unannounced(Document released, Document current) {
    if (major(current) > major(released)) {
      return List.of();
    }
    List<String> found = new BreakingChanges(released, current).find();
    return found.isEmpty() ? accordingToTheLibrary(released, current) : found;
  }

  private static int major(Document document) {
    String version = document.tree().at("/info/version").asText();
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  private static List<String> accordingToTheLibrary(Document released, Document current) {
    return OpenApiCompare.fromContents(released.tree().toString(), current.tree().toString())
        .getChangedOperations()
        .stream()
        .filter(ChangedOperation::isIncompatible)
        .map(each -> each.getHttpMethod() + " " + each.getPathUrl())
        .map(place -> place + " is incompatible for openapi-diff")
        .toList();
  }

  private List<String> find() {
    Set<String> found = new LinkedHashSet<>();
    Set<String> places = new TreeSet<>(before.keySet());
    places.addAll(after.keySet());
    for (String place : places) {
      String[] words = place.split(" ", 3);
      String was = before.get(place);
      String is = after.get(place);
      if (isRemoved(words[0] + " ")) {
        found.add(words[0] + " is removed");
      } else if (isRemoved(words[0] + " " + words[1] + " ")) {
        found.add(words[0] + " " + words[1] + " is removed");
      } else if (!isCompatible(words[0], words[1], words[2], was, is)) {
        found.add("%s: %s became %s".formatted(place, was, is));
      }
    }
    return new ArrayList<>(found);
  }

  private boolean isRemoved(String prefix) {
    return exists(before, prefix) && !exists(after, prefix);
  }

  private static boolean exists(Map<String, String> statements, String prefix) {
    return statements.keySet().stream().anyMatch(place -> place.startsWith(prefix));
  }

  private boolean isCompatible(String name, String part, String keyword, String was, String is) {
    if (Objects.equals(was, is) || keyword.matches(PROSE)) {
      return true;
    }
    boolean isNew = was == null;
    if (keyword.equals("required") && exists(before, name + " ")) {
      return is.equals("N")
          ? isNew || isInRequestsOnly(name, keyword)
          : isInResponsesOnly(name, keyword);
    }
    if (!exists(before, name + " " + part + " ")) {
      return true;
    }
    if (keyword.matches(NULLABLE)) {
      return "true".equals(is) ? isInRequestsOnly(name, keyword) : isInResponsesOnly(name, keyword);
    }
    if (keyword.matches(LIMIT) && isLooser(keyword, was, is)) {
      return isInRequestsOnly(name, keyword);
    }
    if (keyword.matches(LIMIT) && isLooser(keyword, is, was)) {
      return isInResponsesOnly(name, keyword);
    }
    return isNew ? keyword.matches(ADDITION) : keyword.matches(OTHER_SERVER);
  }

  /** Returns true if one limit accepts more than another. Patterns cannot be compared. */
  private static boolean isLooser(String limit, String than, String is) {
    if (than == null || is == null) {
      return is == null;
    }
    return !limit.endsWith("pattern")
        && limit.contains("max") == Double.parseDouble(is) > Double.parseDouble(than);
  }

  private boolean isInRequestsOnly(String name, String keyword) {
    return isOf(requests, name, keyword, "requestBody")
        && !isOf(responses, name, keyword, "responses");
  }

  private boolean isInResponsesOnly(String name, String keyword) {
    return isOf(responses, name, keyword, "responses")
        && !isOf(requests, name, keyword, "requestBody");
  }

  private static boolean isOf(Set<String> schemas, String name, String keyword, String part) {
    return schemas.contains(name) || keyword.startsWith(part);
  }
}
