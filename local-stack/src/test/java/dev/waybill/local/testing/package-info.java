/** What the tests of other modules use too. */
@NullMarked
package dev.waybill.local.testing;

import org.jspecify.annotations.NullMarked;
