package gradus.train.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws a plot as a PNG picture, twice as fine as {@link Svg}'s pixels; needs no screen. */
public final class Png {
  private static final int SCALE = 2;

  private Png() {}

  /** The plot as a picture on light or dark paper. */
  public static BufferedImage of(Plot plot, int width, int height, boolean dark) {
    BufferedImage image =
        new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(SCALE, SCALE);
    Drawing.draw(plot, new Paper(graphics, dark), width, height);
    graphics.dispose();
    return image;
  }

  /**
   * Writes the plot to a PNG file on light paper, in {@link Svg}'s size.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Plot plot, Path file) {
    write(of(plot, Svg.WIDTH, Svg.HEIGHT, false), file);
  }

  /**
   * Writes a picture to a PNG file.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(BufferedImage image, Path file) {
    try (var out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": the picture could not be written", e);
    }
  }

  private record Paper(Graphics2D graphics, boolean dark) implements Canvas {
    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink) {
      graphics.setColor(color(ink, 1));
      graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void line(double[] x, double[] y, Ink ink, Pen pen) {
      graphics.setColor(color(ink, pen.opacity()));
      graphics.setStroke(stroke(pen));
      graphics.draw(path(x, y));
    }

    @Override
    public void area(double[] x, double[] y, Ink ink) {
      graphics.setColor(color(ink, AREA));
      Path2D path = path(x, y);
      path.closePath();
      graphics.fill(path);
    }

    private static Path2D path(double[] x, double[] y) {
      Path2D path = new Path2D.Double();
      path.moveTo(x[0], y[0]);
      for (int i = 1; i < x.length; i++) {
        path.lineTo(x[i], y[i]);
      }
      return path;
    }

    @Override
    public void dot(double x, double y, double radius, Ink ink) {
      graphics.setColor(color(ink, 1));
      graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(String text, double x, double y, Style style) {
      graphics.setColor(color(style.ink(), 1));
      Font font = new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, 1);
      graphics.setFont(font.deriveFont((float) style.size()));
      double width =
          graphics.getFont().getStringBounds(text, graphics.getFontRenderContext()).getWidth();
      double shift =
          switch (style.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
          };
      AffineTransform before = graphics.getTransform();
      graphics.rotate(Math.toRadians(style.degrees()), x, y);
      graphics.drawString(text, (float) (x + shift), (float) y);
      graphics.setTransform(before);
    }

    private Color color(Ink ink, double opacity) {
      Color color = new Color(ink.rgb(dark));
      int alpha = (int) Math.round(255 * opacity);
      return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private static BasicStroke stroke(Pen pen) {
      float width = (float) pen.width();
      if (pen.dash().length == 0) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
      }
      float[] dash = new float[pen.dash().length];
      for (int i = 0; i < dash.length; i++) {
        dash[i] = (float) pen.dash()[i];
      }
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }
  }
}
