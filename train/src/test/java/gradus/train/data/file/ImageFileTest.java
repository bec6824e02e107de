package gradus.train.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import gradus.train.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
  @TempDir Path folder;

  private Path png(String name, int type, int height, int width, int... argb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int i = 0; i < argb.length; i++) {
      image.setRGB(i % width, i / width, argb[i]);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private Path grey(String name, int height, int width, int... levels) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < levels.length; i++) {
      image.getRaster().setSample(i % width, i / width, 0, levels[i]);
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void greyLevelsAreReadAsStored() throws Exception {
    float[] read = ImageFile.read(grey("g.png", 1, 3, 0, 51, 255), ImageSpec.grey(1, 3));
    assertThat(read).containsExactly(0, 0.2f, 1);
    float[] colour = ImageFile.read(folder.resolve("g.png"), ImageSpec.colour(1, 3));
    assertThat(colour).containsExactly(0, 0, 0, 0.2f, 0.2f, 0.2f, 1, 1, 1);
  }

  @Test
  void coloursComeInTheOrderRedGreenBlue() throws Exception {
    Path file = png("c.png", BufferedImage.TYPE_INT_RGB, 1, 2, 0xFFFF0033, 0xFF00FF00);
    float[] read = ImageFile.read(file, ImageSpec.colour(1, 2));
    assertThat(read).containsExactly(1, 0, 0.2f, 0, 1, 0);
    float[] asGrey = ImageFile.read(file, ImageSpec.grey(1, 2));
    assertThat(asGrey).containsExactly(new float[] {0.299f + 0.0228f, 0.587f}, within(1e-6f));
  }

  @Test
  void transparentPartsAreWhite() throws Exception {
    Path file = png("t.png", BufferedImage.TYPE_INT_ARGB, 1, 1, 0x00000000);
    assertThat(ImageFile.read(file, ImageSpec.grey(1, 1))[0]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void shrinkingAveragesAndKeepsTheMean() {
    Pixels image =
        new Pixels(4, 4, 1, new float[] {0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0});
    Pixels small = Resize.to(image, 2, 2);
    assertThat(small.values()).containsExactly(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, within(0.08f));
    float[] flat = new float[35];
    Arrays.fill(flat, 0.7f);
    for (float value : Resize.to(new Pixels(5, 7, 1, flat), 3, 11).values()) {
      assertThat(value).isCloseTo(0.7f, within(1e-6f));
    }
  }

  @Test
  void enlargingIsBilinear() {
    Pixels large = Resize.to(new Pixels(1, 2, 1, new float[] {0, 1}), 1, 4);
    assertThat(large.values()).containsExactly(new float[] {0, 0.25f, 0.75f, 1}, within(1e-6f));
  }

  @Test
  void croppingTakesTheMiddle() throws Exception {
    Path file = grey("w.png", 1, 3, 0, 255, 0);
    assertThat(ImageFile.read(file, ImageSpec.grey(1, 1))).containsExactly(1);
    ImageSpec stretch = new ImageSpec(1, 1, 1, ImageSpec.Fit.STRETCH);
    assertThat(ImageFile.read(file, stretch)[0]).isBetween(0.3f, 0.6f);
  }

  @Test
  void aFolderOfFoldersIsAClassification() throws Exception {
    png("set/dog/a.png", BufferedImage.TYPE_INT_RGB, 2, 2, -1, -1, -1, -1);
    png("set/cat/b.png", BufferedImage.TYPE_INT_RGB, 2, 2);
    png("set/cat/a.png", BufferedImage.TYPE_INT_RGB, 2, 2);
    Files.writeString(folder.resolve("set/cat/notes.txt"), "no image");
    Dataset data = ImageFolder.read(folder.resolve("set"), ImageSpec.colour(2, 2));
    assertThat(data.labels().classes()).containsExactly("cat", "dog");
    assertThat(data.labels().toArray()).containsExactly(0, 0, 1);
    assertThat(data.shape()).isEqualTo(Shape.of(2, 2, 3));
    assertThat(data.features().toArray()[35]).isEqualTo(1);
  }

  @Test
  void aFileThatIsNoImageIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("x.png"), "hello");
    assertThatThrownBy(() -> ImageFile.read(text, ImageSpec.grey(2, 2)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is no image");
  }

  @Test
  void aTruncatedImageIsRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(grey("g.png", 8, 8, 1, 2, 3));
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(bytes, 45));
    assertThatThrownBy(() -> ImageFile.read(cut, ImageSpec.grey(2, 2)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("truncated or damaged");
  }

  @Test
  void aFolderWithoutImagesIsRefused() {
    assertThatThrownBy(() -> ImageFolder.read(folder, ImageSpec.grey(2, 2)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no images");
    assertThatThrownBy(() -> ImageFolder.read(folder.resolve("no"), ImageSpec.grey(2, 2)))
        .hasMessageContaining("no such folder");
  }
}
