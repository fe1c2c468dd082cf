/** As a cell, this removes a value. An empty cell leaves it as it is. */
export const CLEAR = "<clear>";
