package gradus.train.golden;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The settings of a golden case. */
record Config(JsonNode node) {

  boolean has(String name) {
    return node.has(name);
  }

  double number(String name) {
    return node.get(name).asDouble();
  }

  double number(String name, double fallback) {
    return has(name) ? number(name) : fallback;
  }

  int whole(String name) {
    return node.get(name).asInt();
  }

  boolean flag(String name) {
    return has(name) && number(name) != 0;
  }

  String text(String name) {
    return node.get(name).asString();
  }

  int[] wholes(String name) {
    int[] values = new int[node.get(name).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(name).get(i).asInt();
    }
    return values;
  }

  double[] numbers(String name) {
    double[] values = new double[node.get(name).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(name).get(i).asDouble();
    }
    return values;
  }

  /** The first or second number of each pair, for example of padding before and after. */
  int[] pairs(String name, int position) {
    int[] values = new int[node.get(name).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(name).get(i).get(position).asInt();
    }
    return values;
  }

  Config part(String name) {
    return new Config(node.get(name));
  }

  List<Config> parts(String name) {
    List<Config> parts = new ArrayList<>();
    node.get(name).forEach(part -> parts.add(new Config(part)));
    return parts;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    node.get(name).forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
