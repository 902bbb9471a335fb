/** Changes to the station's behaviour, by block, that the cases must catch. */
@org.jspecify.annotations.NullMarked
package io.karge.conformance.mutants;
