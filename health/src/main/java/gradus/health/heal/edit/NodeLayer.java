package gradus.health.heal.edit;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The layer of a node of a graph as a list of layers: one that is taken away leaves the identity,
 * and more than one stand in a {@code sequential}.
 */
final class NodeLayer extends AbstractList<Object> {
  private static final String LAYER = "layer";
  private static final String INNER = "layers";
  private static final String SEQUENTIAL = "sequential";

  private final Map<String, Object> node;

  NodeLayer(Map<String, Object> node) {
    this.node = node;
  }

  private List<Object> layers() {
    Object layer = node.get(LAYER);
    if (Forms.name(layer).equals(SEQUENTIAL)) {
      return Forms.items(Forms.changeable(Forms.changeable(layer).get(SEQUENTIAL)).get(INNER));
    }
    return layer == null || Forms.name(layer).equals("identity") ? List.of() : List.of(layer);
  }

  private void put(List<Object> layers) {
    node.put(
        LAYER,
        switch (layers.size()) {
          case 0 -> "identity";
          case 1 -> layers.getFirst();
          default -> Forms.thing(SEQUENTIAL, INNER, layers);
        });
  }

  @Override
  public Object get(int index) {
    return layers().get(index);
  }

  @Override
  public int size() {
    return layers().size();
  }

  @Override
  public Object set(int index, Object layer) {
    List<Object> all = new ArrayList<>(layers());
    Object before = all.set(index, layer);
    put(all);
    return before;
  }

  @Override
  public void add(int index, Object layer) {
    List<Object> all = new ArrayList<>(layers());
    all.add(index, layer);
    put(all);
  }

  @Override
  public Object remove(int index) {
    List<Object> all = new ArrayList<>(layers());
    Object before = all.remove(index);
    put(all);
    return before;
  }
}
