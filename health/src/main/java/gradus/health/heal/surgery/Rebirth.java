package gradus.health.heal.surgery;

import gradus.core.ir.Data;
import gradus.nn.init.HeNormal;
import java.util.Arrays;
import java.util.Map;

/**
 * Units that gave 0 for all examples get fresh weights, and outgoing weights of 0: what the network
 * answers stays as it is, and they can learn again.
 */
final class Rebirth {
  private Rebirth() {}

  static Map<String, Data> of(Weights weights, long seed) {
    for (Weights.Link link : weights.links()) {
      float[] output = link.output().toFloats();
      int units = link.channels();
      boolean[] live = new boolean[units];
      for (int i = 0; i < output.length; i++) {
        live[i % units] |= output[i] != 0;
      }
      String name = weights.weight(link.first());
      String next = weights.weight(link.second());
      float[] in = weights.get(name);
      float[] fresh =
          HeNormal.of().values(weights.shape(name), seed * 31 + link.first().hashCode());
      float[] bias =
          weights.has(link.first() + ".bias") ? weights.get(link.first() + ".bias") : null;
      float[] out = weights.get(next);
      int width = weights.shape(next).size(-1);
      for (int unit = 0; unit < units; unit++) {
        if (!live[unit]) {
          for (int i = unit; i < in.length; i += units) {
            in[i] = fresh[i];
          }
          if (bias != null) {
            bias[unit] = 0;
          }
          for (int row = unit; row < out.length / width; row += units) {
            Arrays.fill(out, row * width, (row + 1) * width, 0);
          }
        }
      }
      weights.set(name, in);
      weights.set(next, out);
      if (bias != null) {
        weights.set(link.first() + ".bias", bias);
      }
    }
    return weights.values();
  }
}
