// What the page uses of Preact, and htm bound to it: one module, so that there is one copy of Preact.
import { h, Fragment, render } from 'preact';
import htm from 'htm';

export { h, Fragment, render };
export { useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
export { createContext } from 'preact';
export const html = htm.bind(h);
