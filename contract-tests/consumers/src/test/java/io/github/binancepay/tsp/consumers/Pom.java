package io.github.binancepay.tsp.consumers;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A POM, read with XPath. */
record Pom(Node project) {
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  static Pom read(Path file) {
    try {
      return new Pom(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getDocumentElement());
    } catch (Exception e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  String text(String path) {
    try {
      return XPATH.evaluate(path, project).strip();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  /** Returns the elements of a list, such as {@code dependencies/dependency}. */
  List<Pom> each(String path) {
    try {
      NodeList nodes = (NodeList) XPATH.evaluate(path, project, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength()).mapToObj(i -> new Pom(nodes.item(i))).toList();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  /** Returns the dependencies that a user of the artifact gets, as {@code group:artifact}. */
  List<String> transitiveDependencies() {
    return each("dependencies/dependency").stream()
        .filter(each -> !each.text("optional").equals("true"))
        .filter(each -> Set.of("", "compile", "runtime").contains(each.text("scope")))
        .map(each -> each.text("groupId") + ":" + each.text("artifactId"))
        .sorted()
        .toList();
  }
}
