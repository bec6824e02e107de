package gradus.cli.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What may be used in one place only, or nowhere. */
class FencesTest {
  private static final Pattern EMPTY_NAME =
      Pattern.compile("(Base|Abstract)[A-Z].*|.*(Utils?|Helper|Manager|Impl)");

  @Test
  void theProjectIsSeen() {
    assertThat(House.CLASSES.size()).isGreaterThan(200);
    assertThat(House.CLASSES.contain("gradus.core.cpu.Lanes")).isTrue();
    assertThat(House.CLASSES.contain("gradus.train.log.RunLog")).isTrue();
  }

  @Test
  void vectorsOnlyInTheKernels() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gradus.core.cpu..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(House.CLASSES);
  }

  @Test
  void classFilesOnlyInTheCompiler() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gradus.core.compile..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.classfile..")
        .check(House.CLASSES);
  }

  @Test
  void printingOnlyAtTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gradus.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(House.CLASSES);
  }

  @Test
  void noSerializationAndNoReflection() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectOutputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .check(House.CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    List<String> empty =
        House.CLASSES.stream()
            .filter(each -> EMPTY_NAME.matcher(each.getSimpleName()).matches())
            .map(JavaClass::getName)
            .toList();
    assertThat(empty).isEmpty();
  }

  @Test
  void classesAreFinalOrAbstract() {
    List<String> open =
        House.CLASSES.stream()
            .filter(
                each ->
                    !each.isInterface()
                        && !each.isEnum()
                        && !each.isAnonymousClass()
                        && !each.getModifiers().contains(JavaModifier.FINAL)
                        && !each.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(
                each ->
                    each.getEnclosingClass().isEmpty() || !each.getEnclosingClass().get().isEnum())
            .map(JavaClass::getName)
            .toList();
    assertThat(open).isEmpty();
  }
}
