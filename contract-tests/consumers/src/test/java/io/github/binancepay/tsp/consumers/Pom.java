package io.github.binancepay.tsp.consumers;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A deployed POM, read with XPath. */
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

  boolean hasParent() {
    return !text("parent").isEmpty();
  }

  String text(String path) {
    try {
      return XPATH.evaluate(path, project).strip();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  /** What stands in this POM or, as Maven inherits it, in its parent's. */
  String inherited(String path) {
    String own = text(path);
    return own.isEmpty() && hasParent() ? parent().inherited(path) : own;
  }

  private Pom parent() {
    String name = text("parent/artifactId").substring("binance-pay-tsp-".length());
    return DeployedArtifact.of(name).pom();
  }

  /** Elements of a list, as {@code dependencies/dependency}. */
  List<Pom> each(String path) {
    try {
      NodeList nodes = (NodeList) XPATH.evaluate(path, project, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength()).mapToObj(i -> new Pom(nodes.item(i))).toList();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
