/** What the drivers of the Hypercharger family share: the register map, the link and the driver itself. */
@NullMarked
package io.karge.driver.hyc;

import org.jspecify.annotations.NullMarked;
