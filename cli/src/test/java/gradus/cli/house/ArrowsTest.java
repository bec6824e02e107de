package gradus.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The arrows between packages point one way, over the project's own class files. */
class ArrowsTest {
  /** A module may use those that stand before it. */
  private static final List<String> MODULES = List.of("core", "nn", "train", "health", "cli");

  /** Within core: a package may use those that stand before it; so the data passes through them. */
  private static final List<String> CORE =
      List.of("shape", "ir", "grad", "rewrite", "interpret", "cpu", "compile", "tensor", "check");

  /** Packages that may use only these others of their module. */
  private static final Map<String, Set<String>> LEAVES =
      Map.ofEntries(
          Map.entry("nn.config", Set.of()),
          Map.entry("nn.loss", Set.of("nn", "nn.config")),
          Map.entry("nn.optim", Set.of("nn", "nn.config")),
          Map.entry("nn.schedule", Set.of("nn", "nn.config")),
          Map.entry("nn.init", Set.of("nn", "nn.config", "nn.activation")),
          Map.entry("nn.activation", Set.of("nn", "nn.config", "nn.init")),
          Map.entry("nn.layer", Set.of("nn", "nn.config", "nn.activation", "nn.init")),
          Map.entry("train.data", Set.of()),
          Map.entry("train.data.file", Set.of("train.data")),
          Map.entry("train.data.table", Set.of("train.data", "train.data.file")),
          Map.entry("train.data.augment", Set.of("train.data")),
          Map.entry("train.metric", Set.of("train.data")),
          Map.entry("train.log", Set.of()),
          Map.entry("train.report", Set.of("train.log")));

  @Test
  void modulesUseOnlyThoseBefore() {
    assertThat(
            arrows(
                arrow -> {
                  int from = MODULES.indexOf(module(arrow.from()));
                  int to = MODULES.indexOf(module(arrow.to()));
                  return from < 0 || to < 0 || to > from;
                }))
        .isEmpty();
  }

  @Test
  void packagesOfTheCoreUseOnlyThoseBefore() {
    assertThat(
            arrows(
                arrow -> {
                  if (!module(arrow.from()).equals("core")) {
                    return false;
                  }
                  int from = CORE.indexOf(arrow.from().substring("core.".length()));
                  int to = CORE.indexOf(arrow.to().substring("core.".length()));
                  return from < 0 || to < 0 || to > from;
                }))
        .isEmpty();
  }

  @Test
  void leavesUseOnlyTheirOwn() {
    assertThat(
            arrows(
                arrow ->
                    module(arrow.from()).equals(module(arrow.to()))
                        && LEAVES.containsKey(arrow.from())
                        && !LEAVES.get(arrow.from()).contains(arrow.to())))
        .isEmpty();
  }

  @Test
  void everyPackageOfTheCoreHasItsPlace() {
    Set<String> found = new TreeSet<>();
    for (JavaClass each : House.CLASSES) {
      String name = name(each);
      if (name.startsWith("core.")) {
        found.add(name.substring("core.".length()));
      }
    }
    assertThat(found).isEqualTo(new TreeSet<>(CORE));
  }

  private record Arrow(String from, String to) {}

  private interface Forbidden {
    boolean test(Arrow arrow);
  }

  private static List<String> arrows(Forbidden forbidden) {
    List<String> found = new ArrayList<>();
    for (JavaClass each : House.CLASSES) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith("gradus.")
            && !target.getPackageName().equals(each.getPackageName())
            && forbidden.test(new Arrow(name(each), name(target)))) {
          found.add(each.getName() + " must not use " + target.getName());
        }
      }
    }
    return found.stream().distinct().sorted().toList();
  }

  private static String name(JavaClass of) {
    return of.getPackageName().substring("gradus.".length());
  }

  private static String module(String name) {
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }
}
