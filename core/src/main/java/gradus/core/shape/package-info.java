/** Shapes and element types: what every other package speaks in. */
package gradus.core.shape;
