/** Rule tables that make a graph smaller without changing its meaning. */
package gradus.core.rewrite;
