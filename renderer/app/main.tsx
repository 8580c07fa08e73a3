import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { startAudio } from '../features/audio';
import { keepNumbers } from '../features/emergency/last-known';
import { App } from './App';
import { ErrorBoundary } from './ErrorBoundary';
import { followScreen } from '../lib/screen-store';
import { startHeartbeat } from './heartbeat';
import { watchTouches } from './touches';
import { watchWedge } from './wedge';
import './theme.css';

// The content security policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root to draw into.');

if (window.daogou) {
  startAudio();
  watchTouches();
  watchWedge();
  followScreen();
  keepNumbers();
  startHeartbeat(root);
}

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
