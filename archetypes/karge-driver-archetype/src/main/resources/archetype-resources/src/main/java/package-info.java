/** Drives the ${vendor} ${model}. */
package ${package};
