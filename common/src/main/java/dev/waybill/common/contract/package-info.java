/** What the contract says about a call: its policy, and the rules that its request must keep. */
@NullMarked
package dev.waybill.common.contract;

import org.jspecify.annotations.NullMarked;
