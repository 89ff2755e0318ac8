/** Who calls, in terms that the domain may use. */
@NullMarked
package dev.waybill.common.caller;

import org.jspecify.annotations.NullMarked;
