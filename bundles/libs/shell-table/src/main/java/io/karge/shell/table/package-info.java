/**
 * What the shell commands of a bundle are made with: how they come into the shell, what a line may give them, and how they print
 * records, as a table or as JSON. Embedded into each bundle that brings shell commands.
 */
@NullMarked
package io.karge.shell.table;

import org.jspecify.annotations.NullMarked;
