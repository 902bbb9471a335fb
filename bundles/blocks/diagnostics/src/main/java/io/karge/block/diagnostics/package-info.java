/** What a station tells about itself: its logs and what it knows of customers; functional block N, as far as stations have it. */
@NullMarked
package io.karge.block.diagnostics;

import org.jspecify.annotations.NullMarked;
