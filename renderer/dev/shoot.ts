import { chromium, type Page } from '@playwright/test';
import { createServer } from 'vite';
import { LANGUAGES } from '../../main/contract';
import { sceneNames } from './scenes';

/**
 * Photographs every scene: `node build/run-ts.mjs renderer/dev/shoot.ts OUT [scene…]`, by both orientations
 * and all languages. Takes the browser named by CHROMIUM, else Debian's; SCALE=0.5 halves the pictures.
 */
const out = process.argv[2] ?? 'renderer/docs';
const only = process.argv.slice(3);

const screens = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 } };

/** What is reached by touching, from a scene. */
const walks: Record<string, { scene: string; steps: (page: Page) => Promise<void> }> = {
  browse: { scene: 'home', steps: async (page) => page.getByTestId('category').first().click() },
  items: {
    scene: 'home',
    steps: async (page) => {
      await page.getByTestId('category').first().click();
      await page.getByTestId('panel-browse').getByTestId('category').first().click();
    },
  },
  offers: { scene: 'home', steps: async (page) => page.getByTestId('home.offers').click() },
  facilities: { scene: 'home', steps: async (page) => page.getByTestId('home.facilities').click() },
  emergency: { scene: 'home', steps: async (page) => page.getByTestId('emergency').click() },
  keypad: {
    scene: 'home',
    steps: async (page) => {
      await page.getByTestId('home.keypad').click();
      for (const letter of 'jiangyou') await page.getByTestId(`key-${letter}`).click();
    },
  },
  map: { scene: 'answer-item', steps: async (page) => page.getByTestId('answer-map').click() },
  slip: {
    scene: 'answer-item',
    steps: async (page) => {
      await page.getByTestId('print').click();
      await page.getByTestId('slip-preview').waitFor();
    },
  },
  pin: { scene: 'home', steps: async (page) => longPress(page) },
  staff: {
    scene: 'home',
    steps: async (page) => {
      await longPress(page);
      for (const digit of '2580') await page.getByTestId(`pin-${digit}`).click();
      await page.getByTestId('pin-enter').click();
    },
  },
};

async function longPress(page: Page): Promise<void> {
  await page.getByTestId('logo').hover();
  await page.mouse.down();
  await page.getByTestId('panel-staff').waitFor();
  await page.mouse.up();
}

/** 20 mm on a 21.5-inch screen, whose 1080 px are 267.7 mm. */
const TOUCH_PX = 81;

/** Says what is smaller to touch than it must be, and what sticks out of the screen sideways. */
async function tooSmall(page: Page, where: string): Promise<void> {
  const found = await page.evaluate((least) => {
    const small = [...document.querySelectorAll('button')].flatMap((button) => {
      const { width, height } = button.getBoundingClientRect();
      return width > 0 && (width < least || height < least)
        ? [`${button.dataset['testid'] ?? button.textContent}: ${Math.round(width)}×${Math.round(height)}`]
        : [];
    });
    const wide = [...document.querySelectorAll('body *')].some(
      (e) => !e.closest('svg') && e.getBoundingClientRect().right > innerWidth + 1,
    );
    return wide ? [...small, 'something sticks out to the right'] : small;
  }, TOUCH_PX);
  if (found.length > 0) console.error(`${where}: ${found.join(', ')}`);
}

async function shoot(): Promise<void> {
  const server = await createServer({ configFile: 'renderer/vite.config.ts', logLevel: 'error' });
  await server.listen();
  const address = server.resolvedUrls?.local[0];
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-prefers-reduced-motion'],
  });
  const names = [...sceneNames, ...Object.keys(walks)].filter(
    (name) => only.length === 0 || only.includes(name),
  );
  try {
    for (const [orientation, viewport] of Object.entries(screens)) {
      for (const lang of LANGUAGES) {
        const page = await browser.newPage({
          viewport,
          deviceScaleFactor: Number(process.env['SCALE'] ?? 1),
        });
        page.on('pageerror', (error) => console.error(`page: ${error.message}`));
        for (const name of names) {
          await page.goto(`${address}dev/?scene=${walks[name]?.scene ?? name}&lang=${lang}`);
          await page.getByTestId('screen').waitFor();
          await walks[name]?.steps(page);
          await page.waitForTimeout(900);
          await tooSmall(page, `${name} ${orientation} ${lang}`);
          await page.screenshot({ path: `${out}/${name}-${orientation}-${lang}.png` });
        }
        await page.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

void shoot();
